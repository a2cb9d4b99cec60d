package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.golden.op.Mac;
import dev.reprise.compiler.golden.op.OperatorTable;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The linear layer bit by bit, and the executor at its edges; {@link ConvOrderTest} has the convolution. */
class FloatExecutorTest {
  @Test
  void linearStartsAtTheBiasAndAscends() {
    Random random = new Random(7);
    Tensor x = GraphCases.tensor(random, 2, 3, 37);
    Tensor weights = GraphCases.tensor(random, 5, 37);
    Tensor bias = GraphCases.tensor(random, 5);
    for (Accumulate accumulate : Accumulate.values()) {
      Tensor y = run(new Linear(), x, weights, bias, accumulate);
      for (int i = 0; i < y.floats().length; i++) {
        float acc = bias.floats()[i % 5];
        for (int k = 0; k < 37; k++) {
          acc = accumulate.mac(acc, x.floats()[i / 5 * 37 + k], weights.floats()[i % 5 * 37 + k]);
        }
        assertThat(y.floats()[i]).isEqualTo(acc);
      }
    }
  }

  /** A batch of no samples, and an axis of no elements. */
  @Test
  void emptyTensors() {
    List<Op> ops =
        List.of(
            new Relu(), new Softmax(1), new Softmax(2), new LogSoftmax(3), new MaxPool(Window.square(2, 1, 0)), new GlobalAveragePool(),
            new AveragePool(Window.square(2, 1, 0), true), new ReduceMean(List.of(2, 3), false), new Transpose(List.of(3, 1, 0, 2)),
            new Pad(List.of(0, 0, 1, 1), List.of(0, 0, 0, 0), 1f), new Conv(Window.square(2, 1, 0), 1));
    int cases = 0;
    for (Op op : ops) {
      for (Shape shape : List.of(Shape.of(0, 2, 3, 4), Shape.of(2, 0, 3, 4))) {
        Tensor w = op instanceof Conv ? Tensor.zeros(Shape.of(3, shape.dim(1), 2, 2)) : null;
        List<String> in = w == null ? List.of("x") : List.of("x", "w");
        Graph graph =
            Graph.inferred(
                "g", Map.of("x", TensorType.f32(shape)), List.of("y"), List.of(new Node("n", op, in, "y")), w == null ? Map.of() : Map.of("w", w));
        Tensor y = FloatExecutor.run(graph, Map.of("x", Tensor.zeros(shape)), Accumulate.FUSED).get("y");
        assertThat(y.shape()).as(op.kind()).isEqualTo(graph.shape("y"));
        assertThat(y.floats()).as(op.kind()).containsOnly(new float[y.floats().length]);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(22);
  }

  @Test
  void aBatchOfRowsTrainsAsItsRowsOneByOne() {
    Random random = new Random(3);
    Tensor x = GraphCases.tensor(random, 4, 2, 9);
    Tensor w = GraphCases.tensor(random, 5, 9);
    float[] dy = GraphCases.tensor(random, 4, 2, 5).floats();
    for (Accumulate accumulate : Accumulate.values()) {
      float[][] whole = {new float[72], new float[45], new float[5]};
      float[][] single = {new float[72], new float[45], new float[5]};
      Linear op = new Linear();
      OperatorTable.of(op).backward(op, new Tensor[] {x, w, null}, Tensor.zeros(Shape.of(4, 2, 5)), dy, whole, Mac.of(accumulate));
      for (int s = 0; s < 4; s++) {
        Tensor sample = Tensor.f32(Shape.of(1, 2, 9), Arrays.copyOfRange(x.floats(), s * 18, s * 18 + 18));
        float[] dx = new float[18];
        float[][] din = {dx, single[1], single[2]};
        float[] part = Arrays.copyOfRange(dy, s * 10, s * 10 + 10);
        OperatorTable.of(op).backward(op, new Tensor[] {sample, w, null}, Tensor.zeros(Shape.of(1, 2, 5)), part, din, Mac.of(accumulate));
        System.arraycopy(dx, 0, single[0], s * 18, 18);
      }
      assertThat(single).isDeepEqualTo(whole);
    }
  }

  @Test
  void wrongInputIsNamed() {
    Graph graph =
        Graph.inferred("g", Map.of("x", TensorType.f32(1, 4)), List.of("y"), List.of(new Node("r", new Relu(), List.of("x"), "y")), Map.of());
    assertThatThrownBy(() -> FloatExecutor.run(graph, Map.of(), Accumulate.FUSED)).hasMessageContaining("input x needs f32[1x4]");
    assertThatThrownBy(() -> FloatExecutor.run(graph, Map.of("x", Tensor.zeros(Shape.of(4))), Accumulate.FUSED))
        .hasMessageContaining("f32[1x4], not f32[4]");
  }

  private static Tensor run(Op op, Tensor x, Tensor w, Tensor b, Accumulate accumulate) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    constants.put("w", w);
    if (b != null) {
      constants.put("b", b);
    }
    Node node = new Node("n", op, b == null ? List.of("x", "w") : List.of("x", "w", "b"), "y");
    Graph graph = Graph.inferred("g", Map.of("x", x.tensorType()), List.of("y"), List.of(node), constants);
    return FloatExecutor.run(graph, Map.of("x", x), accumulate).get("y");
  }
}
