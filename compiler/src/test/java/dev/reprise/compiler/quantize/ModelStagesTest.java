package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.report.StageQuality;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.Splits;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frozen stages of whole models: integers against ONNX Runtime's quantized operators, latents against its float values. */
class ModelStagesTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final int CALIBRATION = 32;
  private static final int CHECKED = 8;

  @ParameterizedTest
  @CsvSource({
    "digits0to4.onnx, last, 25",
    "residual.onnx, last, 28",
    "mobile.onnx, last, 20",
    "conv1d.onnx, last, 28",
    "mobilenet_v1_w8_r32.onnx, last, 20",
  })
  void storedModels(String name, String split, double decibels) throws Exception {
    Graph frozen = frozen(HOME.resolve("test-vectors/models").resolve(name), split);
    check(frozen, randomSamples(frozen.shape(frozen.inputs().get(0)), CALIBRATION + CHECKED), decibels);
  }

  @ParameterizedTest
  @CsvSource({
    "mnist-dscnn-digits0to4.onnx, /features/features.20/Relu_output_0, 25",
    "mnist-dscnn-digits0to4.onnx, last, 25",
    "cnn_mnist.onnx, last, 30",
  })
  void sharedModelsOnMnist(String name, String split, double decibels) throws Exception {
    Path model = HOME.resolve("../shared/models").resolve(name).normalize();
    assumeTrue(Files.isRegularFile(model), "shared model " + name + " is absent");
    Graph frozen = frozen(model, split);
    check(frozen, mnist(frozen.shape(frozen.inputs().get(0)), CALIBRATION + CHECKED), decibels);
  }

  private static void check(Graph frozen, List<Tensor> samples, double decibels) throws Exception {
    Ranges ranges = Calibration.run(frozen, samples.subList(0, CALIBRATION), CalibrationMethod.MSE);
    QuantizedStage stage = Quantizer.quantize(frozen, ranges, FixedParameters.none());
    List<Tensor> others = samples.subList(CALIBRATION, samples.size());
    StageOracle.layers(stage.graph(), others, new TreeMap<>())
        .forEach(
            (node, a) -> {
              assertThat(a.largest()).as("%s: %s", node, a).isLessThanOrEqualTo(1);
              assertThat(a.exactShare()).as("%s: %s", node, a).isGreaterThanOrEqualTo(0.95);
            });
    Agreement whole = StageOracle.whole(stage.graph(), others);
    assertThat(whole.largest()).as("%s", whole).isLessThanOrEqualTo(1);
    assertThat(whole.exactShare()).as("%s", whole).isGreaterThanOrEqualTo(0.95);
    QuantizationReport report = StageQuality.measure(frozen, stage, others);
    assertThat(report.latents().get(8)).as("%s", report).isGreaterThan(decibels);
    assertThat(report.layers()).allSatisfy(l -> assertThat(l.saturation()).as("%s", l).isLessThan(0.05));
  }

  private static Graph frozen(Path model, String split) {
    FrontEnd front = FrontEnd.read(model, Map.of());
    return Split.at(front.canonical(), Splits.find(front.canonical(), front.original(), split)).frozenFloat();
  }

  private static List<Tensor> randomSamples(Shape shape, int count) {
    Random random = new Random(3);
    List<Tensor> samples = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      float[] x = new float[shape.elements()];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextFloat();
      }
      samples.add(Tensor.f32(shape, x));
    }
    return samples;
  }

  private static List<Tensor> mnist(Shape shape, int count) throws IOException {
    Path images = HOME.resolve("../shared/data/mnist/t10k-images-idx3-ubyte.gz").normalize();
    assumeTrue(Files.isRegularFile(images), "the MNIST images are absent");
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(images)))) {
      in.skipNBytes(16); // magic, count, rows, columns
      List<Tensor> samples = new ArrayList<>();
      for (int s = 0; s < count; s++) {
        byte[] pixels = in.readNBytes(28 * 28);
        float[] x = new float[pixels.length];
        for (int i = 0; i < x.length; i++) {
          x[i] = (pixels[i] & 0xff) / 255f;
        }
        samples.add(Tensor.f32(shape, x));
      }
      return samples;
    }
  }
}
