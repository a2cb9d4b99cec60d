package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models of the shared folder, imported, against ONNX Runtime on the file itself; skipped where the folder is absent. */
class RealModelsTest {
  @ParameterizedTest
  @ValueSource(strings = {"cnn_mnist.onnx", "mnist-dscnn-digits0to4.onnx"})
  void computesWhatOnnxRuntimeComputes(String name) throws Exception {
    Path path = model(name);
    Graph graph = OnnxImporter.read(path, ImportOptions.defaults());
    Map<String, Tensor> inputs = randomInputs(graph, 7);
    Map<String, Tensor> actual = FloatExecutor.run(graph, inputs, Accumulate.FUSED);
    Map<String, Tensor> expected = OnnxRuntimeRun.run(Files.readAllBytes(path), inputs);
    assertThat(graph.outputs()).isNotEmpty();
    for (String o : graph.outputs()) {
      // float sums of some hundred terms in another order: close to the suite's relative tolerance where they cancel
      assertClose(actual.get(o), expected.get(o), 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnn_mnist.onnx", "mnist-dscnn-digits0to4.onnx"})
  void survivesTheWayBackToOnnx(String name) throws Exception {
    Graph graph = OnnxImporter.read(model(name), ImportOptions.defaults());
    Map<String, Tensor> inputs = randomInputs(graph, 11);
    String hidden = graph.nodes().get(0).output();
    Map<String, Tensor> actual = FloatExecutor.run(graph, inputs, Accumulate.SEPARATE);
    Map<String, Tensor> written = OnnxRuntimeRun.run(OnnxWriter.write(graph, java.util.List.of(hidden)).toByteArray(), inputs);
    assertThat(written.keySet()).contains(hidden).containsAll(graph.outputs());
    written.forEach((o, expected) -> assertClose(actual.get(o), expected, 1e-4));
  }

  private static Path model(String name) {
    Path path = Path.of(System.getProperty("reprise.home")).resolve("../shared/models").resolve(name).normalize();
    assumeTrue(Files.isRegularFile(path), "shared model " + name + " is absent");
    return path;
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.tensorType()).isEqualTo(expected.tensorType());
    for (int i = 0; i < expected.floats().length; i++) {
      assertThat(actual.floats()[i]).isCloseTo(expected.floats()[i], org.assertj.core.data.Offset.offset((float) tolerance));
    }
  }

  private static Map<String, Tensor> randomInputs(Graph graph, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (String i : graph.inputs()) {
      Shape shape = graph.shape(i);
      assertThat(graph.type(i).type()).isEqualTo(DType.F32);
      float[] values = new float[shape.elements()];
      for (int k = 0; k < values.length; k++) {
        values[k] = random.nextFloat();
      }
      inputs.put(i, Tensor.f32(shape, values));
    }
    return inputs;
  }
}
