package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Random frozen stages: their integers against ONNX Runtime's quantized operators, their values against ONNX Runtime in float. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QLinearOracleTest {
  private static final int GRAPHS = 120;
  private static final int SAMPLES = 4;

  private record Case(int seed, Graph graph, List<Tensor> samples, QuantizedStage stage) {}

  private final List<Case> cases = new ArrayList<>();

  @BeforeAll
  void quantize() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = Canonicalizer.run(RandomStages.graph(seed));
      List<Tensor> samples = RandomStages.samples(graph, SAMPLES, seed);
      Ranges ranges = Calibration.run(graph, samples, CalibrationMethod.values()[seed % 3]);
      cases.add(new Case(seed, graph, samples, Quantizer.quantize(graph, ranges, FixedParameters.none())));
    }
  }

  @Test
  void everyOperationAgreesWithOnnxRuntime() throws Exception {
    Map<String, Agreement> perOperator = new TreeMap<>();
    for (Case c : cases) {
      StageOracle.layers(c.stage.graph(), c.samples, perOperator)
          .forEach((node, agreement) -> assertThat(agreement.largest()).as("seed %d, %s: %s", c.seed, node, agreement).isLessThanOrEqualTo(1));
    }
    perOperator.forEach((operator, a) -> assertThat(a.exactShare()).as("%s: %s", operator, a).isGreaterThanOrEqualTo(0.95));
    assertThat(perOperator.keySet())
        .containsExactly(
            "QAdd", "QAveragePool", "QConcat", "QConstant", "QConv", "QLinear", "QMaxPool", "QMul", "QPad", "QReshape", "QTable", "QTranspose");
    perOperator.values().forEach(a -> assertThat(a.elements()).isGreaterThan(500));
  }

  @Test
  void everyStageAgreesWithOnnxRuntime() throws Exception {
    int withinOneStep = 0;
    for (Case c : cases) {
      Agreement a = StageOracle.whole(c.stage.graph(), c.samples);
      withinOneStep += a.largest() <= 1 ? 1 : 0;
      // a step of difference that a tie makes in one layer may be two behind a layer that amplifies
      assertThat(a.largest()).as("seed %d: %s", c.seed, a).isLessThanOrEqualTo(2);
      assertThat(a.exactShare()).as("seed %d: %s", c.seed, a).isGreaterThanOrEqualTo(0.95);
    }
    assertThat(withinOneStep).isGreaterThanOrEqualTo(GRAPHS - 1);
  }

  @Test
  void theLatentsStandForTheFloatValues() {
    List<Double> decibels = new ArrayList<>();
    for (Case c : cases) {
      QuantizationReport report =
          QuantizationReport.measure(c.graph, c.stage, c.samples, x -> StageOracle.golden(c.stage.graph(), x));
      decibels.add(report.latents().get(8));
      assertThat(report.layers().get(0).signalToNoise()).as("input of seed %d", c.seed).isGreaterThan(30);
    }
    Collections.sort(decibels);
    assertThat(decibels.get(GRAPHS / 2)).isGreaterThan(38);
    // all but two: means near zero, and a product of wide range before a tanh, leave few codes to what matters
    assertThat(decibels.get(2)).isGreaterThan(25);
  }

  @Test
  void theGeneratorCoversTheOperators() {
    Map<String, Integer> counts = new TreeMap<>();
    cases.forEach(c -> RandomStages.graph(c.seed).nodes().forEach(n -> counts.merge(n.op().kind(), 1, Integer::sum)));
    assertThat(counts.keySet())
        .containsAll(
            Arrays.asList(
                ("Add,AveragePool,Clip,Concat,Conv,Div,GlobalAveragePool,HardSigmoid,HardSwish,LeakyRelu,Linear,MaxPool,Mul,Pad,ReduceMean,Relu,"
                        + "Reshape,Sigmoid,Sub,Tanh,Transpose")
                    .split(",")));
    assertThat(counts.values()).allMatch(n -> n >= 10);
  }
}
