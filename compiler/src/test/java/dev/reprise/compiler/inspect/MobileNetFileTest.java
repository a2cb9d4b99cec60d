package dev.reprise.compiler.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.MobileNetV1;
import dev.reprise.compiler.onnx.ImportOptions;
import dev.reprise.compiler.onnx.OnnxImporter;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The MobileNet-V1 that test-vectors/models/mobilenet_v1.py writes (width 1/8, 32x32, 10 classes) is the one of the fixture. */
class MobileNetFileTest {
  private static final Path FILE = Path.of(System.getProperty("reprise.home"), "test-vectors/models/mobilenet_v1_w8_r32.onnx");

  @Test
  void fileHasTheFixturesFigures() {
    Inspection file = Inspection.of(Canonicalizer.run(OnnxImporter.read(FILE, ImportOptions.defaults())));
    assertThat(file).isEqualTo(Inspection.of(Canonicalizer.run(MobileNetV1.build(0.125, 32, 10, true, 1))));
  }

  /** Oracle: ONNX Runtime on the file itself. */
  @Test
  void canonicalFormComputesWhatOnnxRuntimeDoes() throws OrtException {
    Graph graph = Canonicalizer.run(OnnxImporter.read(FILE, ImportOptions.defaults()));
    Random random = new Random(7);
    Tensor input = Tensor.zeros(Shape.of(1, 3, 32, 32));
    for (int i = 0; i < input.floats().length; i++) {
      input.floats()[i] = (float) random.nextGaussian();
    }
    Tensor logits = FloatExecutor.run(graph, Map.of("input", input), Accumulate.SEPARATE).get(graph.outputs().get(0));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    try (OrtSession session = environment.createSession(FILE.toString(), options);
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.floats()), new long[] {1, 3, 32, 32});
        OrtSession.Result result = session.run(Map.of("input", x))) {
      float[] expected = ((float[][]) result.get(0).getValue())[0];
      assertThat(logits.floats()).containsExactly(expected, Offset.offset(1e-4f));
    }
  }
}
