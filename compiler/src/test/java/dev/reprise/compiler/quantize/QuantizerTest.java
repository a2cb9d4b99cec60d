package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QPad;
import dev.reprise.compiler.quantize.op.QTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the float graph maps onto integer nodes and their parameters. */
class QuantizerTest {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final Map<String, Range> ranges = new LinkedHashMap<>(Map.of("x", new Range(-1, 1)));

  /** Adds a node whose output is called {@code name} and has the range. */
  private QuantizerTest node(String name, Op op, Range range, String... inputs) {
    nodes.add(new Node(name, op, List.of(inputs), name));
    ranges.put(name, range);
    return this;
  }

  private QuantizerTest conv(String name, Range range, String input, int channels) {
    constants.computeIfAbsent("w" + channels, k -> Tensor.f32(Shape.of(2, channels, 1, 1), ramp(2 * channels)));
    return node(name, new Conv(Window.square(1, 1, 0), 1), range, input, "w" + channels);
  }

  private static float[] ramp(int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (i + 1f) / n;
    }
    return v;
  }

  private Graph graph(String output) {
    return Graph.inferred("g", new LinkedHashMap<>(Map.of("x", TensorType.f32(1, 2, 4, 4))), List.of(output), nodes, constants);
  }

  private QGraph quantize(String output) {
    return Quantizer.quantize(graph(output), new Ranges(ranges), FixedParameters.none()).graph();
  }

  private static List<String> operators(QGraph q) {
    return q.nodes().stream().map(n -> n.op().getClass().getSimpleName()).toList();
  }

  @Test
  void reluAndClipBecomeTheClampOfTheConvolution() {
    QGraph q = conv("c", new Range(-2, 3), "x", 2).node("r", new Relu(), new Range(0, 3), "c").node("y", new Clip(0.5f, 1), new Range(0, 2.55f), "r").quantize("y");
    assertThat(operators(q)).containsExactly("QConv");
    QConv conv = (QConv) q.nodes().get(0).op();
    assertThat(q.tensor("y").scale()).isEqualTo(0.01f);
    assertThat(conv.low()).isEqualTo(50);
    assertThat(conv.high()).isEqualTo(100);
  }

  @Test
  void anActivationOfAValueWithSeveralReadersIsATable() {
    QGraph q =
        conv("c", new Range(-2, 3), "x", 2).node("r", new Relu(), new Range(0, 3), "c").node("y", new Add(), new Range(-2, 6), "c", "r").quantize("y");
    assertThat(operators(q)).containsExactly("QConv", "QTable", "QAdd");
  }

  @Test
  void aChainOfFunctionsIsOneTable() {
    constants.put("half", Tensor.f32(Shape.SCALAR, 0.5f));
    QGraph q =
        node("a", new HardSwish(), new Range(-0.4f, 1), "x")
            .node("b", new Mul(), new Range(-0.2f, 0.5f), "half", "a")
            .node("y", new Sigmoid(), new Range(0, 1), "b")
            .quantize("y");
    assertThat(operators(q)).containsExactly("QTable");
    QTable table = (QTable) q.nodes().get(0).op();
    QParams in = QParams.of(new Range(-1, 1));
    for (int code = 0; code < 256; code++) {
      double x = in.real(code);
      double expected = 255 / (1 + Math.exp(-0.5 * x * Math.min(1, Math.max(0, x / 6 + 0.5))));
      assertThat((double) (table.table()[code] & 0xff)).isBetween(expected - 0.51, expected + 0.51);
    }
  }

  @Test
  void whatIsConcatenatedIsProducedInTheJointScale() {
    QGraph q =
        conv("a", new Range(-2, 3), "x", 2)
            .conv("b", new Range(-1, 1), "x", 2)
            .node("p", new MaxPool(Window.square(1, 1, 0)), new Range(-1, 1), "b")
            .node("y", new Concat(1), new Range(-2, 3), "a", "p")
            .quantize("y");
    assertThat(operators(q)).containsExactly("QConv", "QConv", "QMaxPool", "QConcat");
    for (String value : List.of("a", "b", "p", "y")) {
      assertThat(q.tensor(value).scale()).isEqualTo(5 / 255f);
      assertThat(q.tensor(value).zeroPoint()).isEqualTo(102);
    }
  }

  @Test
  void aConcatenatedValueWithOtherReadersIsRescaledByATable() {
    QGraph q =
        conv("a", new Range(-2, 2), "x", 2)
            .node("y", new Concat(1), new Range(-2, 2), "a", "x")
            .quantize("y");
    assertThat(operators(q)).containsExactly("QConv", "QTable", "QConcat");
    assertThat(q.tensor("x").scale()).isEqualTo(2 / 255f);
  }

  @Test
  void movingOperatorsKeepTheParameters() {
    QGraph q =
        node("p", new MaxPool(Window.square(2, 2, 0)), new Range(-0.5f, 0.5f), "x")
            .node("y", new Pad(List.of(0, 0, 1, 1), List.of(0, 0, 0, 0), 0), new Range(-0.5f, 0.5f), "p")
            .quantize("y");
    assertThat(q.tensor("y").scale()).isEqualTo(q.tensor("x").scale());
    assertThat(((QPad) q.nodes().get(1).op()).code()).isEqualTo(q.tensor("x").zeroPoint());
  }

  @Test
  void paddingBeyondTheRangeWidensTheParameters() {
    QGraph q =
        conv("c", new Range(-1, 1), "x", 2)
            .node("y", new Pad(List.of(0, 0, 1, 1), List.of(0, 0, 0, 0), 4), new Range(-1, 4), "c")
            .quantize("y");
    assertThat(operators(q)).containsExactly("QConv", "QPad");
    assertThat(((QPad) q.nodes().get(1).op()).code()).isEqualTo(255);
    assertThat(q.tensor("c").scale()).isEqualTo(5 / 255f);
  }

  @Test
  void fixedParametersAreKept() {
    Graph g = conv("c", new Range(-2, 3), "x", 2).node("y", new Relu(), new Range(0, 3), "c").graph("y");
    FixedParameters fixed = FixedParameters.none().with("x", new QParams(1 / 255f, 0)).with("c", new QParams(0.1f, 50)).with("y", new QParams(0.05f, 0));
    QGraph q = Quantizer.quantize(g, Ranges.none(), fixed).graph();
    // the two scales differ, so that the codes of c exist
    assertThat(operators(q)).containsExactly("QConv", "QTable");
    assertThat(q.tensor("x").scale()).isEqualTo(1 / 255f);
    assertThat(q.tensor("c").scale()).isEqualTo(0.1f);
    assertThat(q.tensor("y").scale()).isEqualTo(0.05f);
  }

  @Test
  void theInputMayBeTheLatent() {
    QGraph q = quantize("x");
    assertThat(q.nodes()).isEmpty();
    assertThat(q.output()).isEqualTo(q.input());
  }

  @Test
  void whatHasNoIntegerFormIsNamed() {
    Graph softmax = node("s", new Softmax(1), new Range(0, 1), "x").graph("s");
    assertThatThrownBy(() -> Quantizer.quantize(softmax, new Ranges(ranges), FixedParameters.none()))
        .hasMessageContaining("RP1205")
        .hasMessageContaining("'s'")
        .hasMessageContaining("Split before");
  }

  @Test
  void aQuotientOfTwoTensorsIsRefused() {
    Graph quotient = node("d", new Div(), new Range(-1, 1), "x", "x").graph("d");
    assertThatThrownBy(() -> Quantizer.quantize(quotient, new Ranges(ranges), FixedParameters.none())).hasMessageContaining("RP1205");
  }

  @Test
  void aValueWithoutRangeIsNamed() {
    Graph noRange = conv("c", new Range(-2, 3), "x", 2).graph("c");
    assertThatThrownBy(() -> Quantizer.quantize(noRange, Ranges.none(), FixedParameters.none())).hasMessageContaining("RP1204");
  }
}
