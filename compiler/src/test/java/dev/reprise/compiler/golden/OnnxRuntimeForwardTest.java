package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.onnx.OnnxRuntimeRun;
import dev.reprise.compiler.onnx.OnnxWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every value of random networks (convolutions, pools with ceil and dilation, branches) against ONNX Runtime, within 1e-4. */
class OnnxRuntimeForwardTest {
  private static final int NETWORKS = 60;

  @Test
  void agreesOnEveryValue() throws OrtException {
    int networks = 0;
    int values = 0;
    for (int seed = 1000; networks < NETWORKS; seed++, networks++) {
      Graph graph = RandomGraphs.network(seed).graph();
      Map<String, Tensor> inputs = Map.of("x", GraphCases.tensor(new Random(seed), graph.shape("x").dims()));
      Map<String, Tensor> actual = FloatExecutor.run(graph, inputs, Accumulate.values()[seed % 3]);
      List<String> all = graph.nodes().stream().map(n -> n.output()).toList();
      Map<String, Tensor> expected = OnnxRuntimeRun.run(OnnxWriter.write(graph, all).toByteArray(), inputs);
      for (String name : all) {
        assertThat(actual.get(name).shape()).as("seed %d, %s", seed, name).isEqualTo(expected.get(name).shape());
        assertThat(actual.get(name).floats()).as("seed %d, %s", seed, name).containsExactly(expected.get(name).floats(), within(1e-4f));
        values++;
      }
    }
    assertThat(networks).isEqualTo(NETWORKS);
    assertThat(values).isGreaterThan(500);
  }
}
