package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.learn.Accumulate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationTest {
  @Test
  void minMaxFindsTheExtremesOfEveryLayer() {
    int values = 0;
    for (int seed = 0; seed < 20; seed++) {
      Graph graph = Canonicalizer.run(RandomStages.graph(seed));
      List<Tensor> samples = RandomStages.samples(graph, 3, seed);
      Map<String, float[]> extremes = new LinkedHashMap<>();
      for (Tensor sample : samples) {
        FloatExecutor.run(graph, Map.of("x", sample), Accumulate.FUSED).forEach((name, t) -> extend(extremes, name, t.floats()));
        extend(extremes, "x", sample.floats());
      }
      for (Map.Entry<String, Range> e : Calibration.run(graph, samples, CalibrationMethod.MIN_MAX).values().entrySet()) {
        float[] expected = extremes.get(e.getKey());
        assertThat(e.getValue().min()).as("seed %d, %s", seed, e.getKey()).isCloseTo(expected[0], within(1e-4f));
        assertThat(e.getValue().max()).as("seed %d, %s", seed, e.getKey()).isCloseTo(expected[1], within(1e-4f));
        values++;
      }
    }
    assertThat(values).isGreaterThan(100);
  }

  private static void extend(Map<String, float[]> extremes, String name, float[] x) {
    float[] e = extremes.computeIfAbsent(name, k -> new float[2]);
    for (float v : x) {
      e[0] = Math.min(e[0], v);
      e[1] = Math.max(e[1], v);
    }
  }

  @Test
  void aValueBehindReluStartsAtZeroWithZeroPointZero() {
    Graph graph = relu();
    for (CalibrationMethod method : CalibrationMethod.values()) {
      Ranges ranges = Calibration.run(graph, List.of(Tensor.f32(Shape.of(1, 4), -3, 1, 2, -0.5f)), method);
      assertThat(ranges.get("y").min()).isZero();
      assertThat(QParams.of(ranges.get("y")).zeroPoint()).isZero();
      assertThat(ranges.get("x")).isEqualTo(new Range(-3, 2));
    }
  }

  @ParameterizedTest
  @EnumSource(CalibrationMethod.class)
  void sameSamplesSameRanges(CalibrationMethod method) {
    Graph graph = Canonicalizer.run(RandomStages.graph(3));
    List<Tensor> samples = RandomStages.samples(graph, 4, 1);
    assertThat(Calibration.run(graph, samples, method)).isEqualTo(Calibration.run(graph, samples, method));
  }

  @Test
  void defectsOfTheSamplesAreNamed() {
    Graph graph = relu();
    assertThatThrownBy(() -> Calibration.run(graph, List.of(), CalibrationMethod.MSE)).hasMessageContaining("RP1201");
    assertThatThrownBy(() -> Calibration.run(graph, List.of(Tensor.f32(Shape.of(3), 1, 2, 3)), CalibrationMethod.MSE)).hasMessageContaining("RP1202");
    Tensor nan = Tensor.f32(Shape.of(1, 4), 1, Float.NaN, 0, 0);
    assertThatThrownBy(() -> Calibration.run(graph, List.of(nan), CalibrationMethod.MSE)).hasMessageContaining("RP1203");
    Tensor infinite = Tensor.f32(Shape.of(1, 4), 1, Float.POSITIVE_INFINITY, 0, 0);
    assertThatThrownBy(() -> Calibration.run(graph, List.of(infinite), CalibrationMethod.MIN_MAX)).hasMessageContaining("RP1203");
  }

  @Test
  void percentileLeavesOutTheTails() {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 9_990 ? i / 9_990f : 100;
    }
    assertThat(PercentileRange.choose(histogram(values), 99.8).max()).isBetween(0.99f, 1.1f);
    assertThat(PercentileRange.choose(histogram(values), 99.99).max()).isEqualTo(100f);
    assertThat(PercentileRange.choose(histogram(values), 100)).isEqualTo(new Range(0, 100));
  }

  /** Against the true error of quantizing every value, over all candidate ends. */
  @Test
  void mseRangeIsAsGoodAsTheBestOfAllCandidates() {
    Random random = new Random(4);
    for (int round = 0; round < 6; round++) {
      float[] values = new float[3000];
      for (int i = 0; i < values.length; i++) {
        double g = random.nextGaussian() * (random.nextInt(50) == 0 ? 12 : 1);
        values[i] = (float) (round % 2 == 0 ? Math.max(0, g) : g + 0.5);
      }
      Histogram h = histogram(values);
      double chosen = error(values, MseRange.choose(h));
      double best = Double.POSITIVE_INFINITY;
      for (int low = 0; low <= 40; low++) {
        for (int high = 1; high <= 40; high++) {
          Range r = Range.covering(h.range().min() * low / 40, h.range().max() * high / 40);
          best = Math.min(best, error(values, r));
        }
      }
      assertThat(chosen).as("round %d", round).isLessThan(best * 1.1);
      assertThat(chosen).isLessThanOrEqualTo(error(values, h.range()) * 1.02);
    }
  }

  @Test
  void outliersAreClippedWhenThatPays() {
    float[] values = new float[100_000];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    values[0] = 20;
    // rounding costs n*(e/255)^2/12, the outlier (20 - e)^2: least at e = 20/(1 + n/(12*255^2))
    float optimum = 20 / (1 + values.length / (12 * 255f * 255f));
    assertThat(MseRange.choose(histogram(values)).max()).isCloseTo(optimum, within(0.1f));
    assertThat(MseRange.choose(histogram(Arrays.copyOfRange(values, 1, values.length))).max()).isGreaterThan(0.97f);
  }

  @Test
  void valuesOfOneSignAndAllZerosHaveRangesWithZero() {
    assertThat(MseRange.choose(histogram(new float[] {0, 0, 0}))).isEqualTo(new Range(0, 0));
    assertThat(PercentileRange.choose(histogram(new float[] {0, 0}), 99)).isEqualTo(new Range(0, 0));
    assertThat(MseRange.choose(histogram(new float[] {-1, -2, -3})).max()).isZero();
    assertThat(QParams.of(new Range(-3, 0)).zeroPoint()).isEqualTo(255);
    assertThat(QParams.of(new Range(0, 0))).isEqualTo(new QParams(1, 0));
  }

  @Test
  void aStageWithoutNodesIsItsInput() {
    Graph graph = Graph.inferred("g", new LinkedHashMap<>(Map.of("x", TensorType.f32(1, 3))), List.of("x"), List.of(), Map.of());
    List<Tensor> samples = List.of(Tensor.f32(Shape.of(1, 3), -1, 0, 2));
    for (CalibrationMethod method : CalibrationMethod.values()) {
      Ranges ranges = Calibration.run(graph, samples, method);
      assertThat(ranges.values()).isEqualTo(Map.of("x", new Range(-1, 2)));
      QuantizedStage stage = Quantizer.quantize(graph, ranges, FixedParameters.none());
      QuantizationReport report = QuantizationReport.measure(graph, stage, samples, x -> StageOracle.golden(stage.graph(), x));
      assertThat(report.layers()).hasSize(1);
      assertThat(report.latents().get(8)).isGreaterThan(30);
    }
  }

  private static double error(float[] values, Range range) {
    QParams p = QParams.of(range);
    double sum = 0;
    for (float v : values) {
      double e = v - p.real(p.code(v));
      sum += e * e;
    }
    return sum;
  }

  private static Histogram histogram(float[] values) {
    Histogram h = new Histogram(Range.of(values));
    h.add(values);
    return h;
  }

  private static Graph relu() {
    return Graph.inferred(
        "g",
        new LinkedHashMap<>(Map.of("x", TensorType.f32(1, 4))),
        List.of("z"),
        List.of(new Node("relu", new Relu(), List.of("x"), "y"), new Node("sigmoid", new Sigmoid(), List.of("y"), "s"), new Node("relu2", new Relu(), List.of("y"), "z")),
        Map.of());
  }
}
