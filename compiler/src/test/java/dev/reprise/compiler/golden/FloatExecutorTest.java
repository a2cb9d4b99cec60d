package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.learn.Accumulate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The forward pass against the sentences of N2.1, element by element and bit by bit. */
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
