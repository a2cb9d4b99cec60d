package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QLinear;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that ONNX Runtime's own tool quantized (test-vectors/models/quantize_models.py), imported and run in integers. */
class QuantizedFilesTest {
  private static final int SAMPLES = 20;

  @ParameterizedTest
  @ValueSource(strings = {"residual_qdq_u8", "residual_qdq_s8", "residual_qlinear"})
  void agreesWithOnnxRuntime(String name) throws Exception {
    Path file = Path.of(System.getProperty("reprise.home"), "test-vectors/models", name + ".onnx");
    FrontEnd front = FrontEnd.read(file, Map.of());
    QGraph stage = Quantizer.quantize(front.canonical(), Ranges.none(), front.fixed()).graph();
    QTensor out = stage.tensor(stage.output());
    Agreement agreement = new Agreement();
    try (QuantizedSession session = new QuantizedSession(ModelProto.parseFrom(Files.readAllBytes(file)))) {
      Random random = new Random(5);
      for (int s = 0; s < SAMPLES; s++) {
        float[] x = new float[front.canonical().shape(stage.input()).elements()];
        for (int i = 0; i < x.length; i++) {
          x[i] = random.nextFloat();
        }
        Tensor sample = Tensor.f32(front.canonical().shape(stage.input()), x);
        float[] y = session.run(sample);
        byte[] theirs = new byte[y.length];
        for (int i = 0; i < y.length; i++) {
          theirs[i] = (byte) (Math.rint(y[i] / out.scale()) + out.zeroPoint());
        }
        agreement.add(StageOracle.golden(stage, sample).get(stage.output()), theirs);
      }
    }
    assertThat(agreement.elements()).isEqualTo(SAMPLES * 10);
    assertThat(agreement.largest()).as("%s", agreement).isLessThanOrEqualTo(1);
    // ONNX Runtime multiplies in binary32: a code that it rounds otherwise changes the ten outputs of a sample. Two samples may meet one.
    assertThat(agreement.exactShare()).as("%s", agreement).isGreaterThanOrEqualTo(0.9);
    assertThat(weighted(stage)).isEqualTo(7);
    assertThat(front.fixed().weights()).allSatisfy(w -> assertThat(w.codes()).isNotEmpty());
    assertThat(keptCodes(stage, front.fixed().weights())).isEqualTo(7);
  }

  private static long weighted(QGraph stage) {
    return stage.nodes().stream().filter(n -> n.op() instanceof QConv || n.op() instanceof QLinear).count();
  }

  /** How many layers have exactly the codes of the file. */
  private static long keptCodes(QGraph stage, List<WeightCodes> file) {
    return stage.nodes().stream()
        .filter(
            n ->
                file.stream()
                    .anyMatch(
                        w ->
                            n.op() instanceof QConv c && Arrays.equals(c.weights(), w.codes())
                                || n.op() instanceof QLinear l && Arrays.equals(l.weights(), w.codes())))
        .count();
  }
}
