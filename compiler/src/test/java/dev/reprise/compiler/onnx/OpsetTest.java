package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of our own in every opset, imported and executed, against ONNX Runtime; and the same models written back to ONNX. */
class OpsetTest {
  private static final int SEEDS = 2;

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void computesWhatOnnxRuntimeComputes(int opset) throws Exception {
    int compared = 0;
    for (String name : OpsetModels.ALL.keySet()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        OnnxModelBuilder b = new OnnxModelBuilder(opset);
        ModelProto model = OpsetModels.build(b, name, 100L * opset + seed);
        if (model != null) {
          compare(model, b.samples(), "opset " + opset + ", " + name + ", seed " + seed);
          compared++;
        }
      }
    }
    int absent = (opset < 14 ? 1 : 0) + (opset < 8 ? 3 : 0);
    assertThat(compared).isEqualTo((OpsetModels.ALL.size() - absent) * SEEDS).isGreaterThanOrEqualTo(90);
  }

  private static void compare(ModelProto model, Map<String, Tensor> inputs, String what) throws Exception {
    Graph graph = OnnxImporter.read(OnnxModel.of(model, what, null), ImportOptions.defaults());
    String output = graph.outputs().get(0);
    Tensor actual = FloatExecutor.run(graph, inputs, Accumulate.FUSED).get(output);
    check(actual, OnnxRuntimeRun.run(model.toByteArray(), inputs).get(output), what);
    check(actual, OnnxRuntimeRun.run(OnnxWriter.write(graph).toByteArray(), inputs).get(output), what + ", written back");
  }

  /** Sums in another order differ by some units in the last place of their largest term, which a relative bound alone does not allow. */
  private static void check(Tensor actual, Tensor expected, String what) {
    assertThat(actual.tensorType()).as(what).isEqualTo(expected.tensorType());
    for (int i = 0; i < expected.floats().length; i++) {
      float e = expected.floats()[i];
      assertThat((double) actual.floats()[i]).as(what + " element " + i).isCloseTo(e, org.assertj.core.data.Offset.offset(1e-5 + 1e-5 * Math.abs(e)));
    }
  }
}
