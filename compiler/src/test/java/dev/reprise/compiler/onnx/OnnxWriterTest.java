package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What import never makes but the IR has, and the extra outputs; the rest of the writer is tested by {@link OpsetTest}. */
class OnnxWriterTest {
  private final Random random = new Random(9);

  private void agrees(Op op, Tensor input, Tensor... constants) throws Exception {
    agrees(op, new Relu(), input, constants);
  }

  private static void agrees(Op op, Op next, Tensor input, Tensor... constants) throws Exception {
    Map<String, Tensor> named = new LinkedHashMap<>();
    List<String> inputs = new ArrayList<>(List.of("x"));
    for (Tensor t : constants) {
      named.put("c" + named.size(), t);
      inputs.add("c" + (named.size() - 1));
    }
    List<Node> nodes = List.of(new Node("n", op, inputs, "h"), new Node("r", next, List.of("h"), "y"));
    Graph graph = Graph.inferred("g", Map.of("x", input.tensorType()), List.of("y"), nodes, named);
    Map<String, Tensor> expected = FloatExecutor.run(graph, Map.of("x", input), Accumulate.FUSED);
    byte[] model = OnnxWriter.write(graph, List.of("h", "y")).toByteArray();
    Map<String, Tensor> actual = OnnxRuntimeRun.run(model, Map.of("x", input));
    assertThat(actual).containsOnlyKeys("y", "h");
    actual.forEach((name, t) -> Tolerance.check(t, expected.get(name), op + " " + name));
    assertThat(OnnxWriter.write(graph, List.of("h", "y")).toByteArray()).isEqualTo(model);
  }

  @Test
  void linearOfAnyRank() throws Exception {
    Tensor weights = OnnxModelBuilder.normal(random, 5, 3);
    Tensor bias = OnnxModelBuilder.normal(random, 5);
    for (int[] dims : new int[][] {{3}, {2, 3}, {2, 4, 3}}) {
      agrees(new Linear(), OnnxModelBuilder.normal(random, dims), weights);
      agrees(new Linear(), OnnxModelBuilder.normal(random, dims), weights, bias);
    }
  }

  @Test
  void meanOverNoAxis() throws Exception {
    agrees(new ReduceMean(List.of(), true), OnnxModelBuilder.normal(random, 2, 3));
  }

  @Test
  void dilatedAveragePoolRaisesTheOpsetOfTheOthers() throws Exception {
    Window window = new Window(List.of(2, 2), List.of(1, 2), List.of(2, 1), List.of(1, 0), List.of(0, 1), false);
    agrees(new AveragePool(window, true), new ReduceMean(List.of(2, 3), false), OnnxModelBuilder.normal(random, 1, 2, 6, 5));
  }

  @Test
  void extraOutputsMustExist() {
    Graph graph =
        Graph.inferred("g", Map.of("x", TensorType.f32(2)), List.of("y"), List.of(new Node("r", new Relu(), List.of("x"), "y")), Map.of());
    assertThatThrownBy(() -> OnnxWriter.write(graph, List.of("z"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'z'");
  }
}
