package dev.reprise.compiler.golden;

import dev.reprise.compiler.golden.op.Mac;
import dev.reprise.compiler.golden.op.OperatorGolden;
import dev.reprise.compiler.golden.op.OperatorTable;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.learn.Accumulate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a float graph forward (docs/numerics.md, N2.1 and N3). */
public final class FloatExecutor {
  private FloatExecutor() {}

  /**
   * Computes every value of a graph.
   *
   * @param inputs one F32 tensor per graph input, of its type; more are ignored
   * @return all values by name: inputs, constants and node outputs, in the order in which they come to be
   * @throws IllegalArgumentException where an input is missing or of another type, or a node has values that are not F32
   */
  public static Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs, Accumulate accumulate) {
    Map<String, Tensor> values = new LinkedHashMap<>(graph.constants());
    for (String name : graph.inputs()) {
      Tensor given = inputs.get(name);
      if (given == null || !given.tensorType().equals(graph.type(name))) {
        throw new IllegalArgumentException("input " + name + " needs " + graph.type(name) + ", not " + given);
      }
      values.put(name, given);
    }
    Mac mac = Mac.of(accumulate);
    for (Node node : graph.nodes()) {
      values.put(node.output(), forward(node.op(), operands(node, values), graph.type(node.output()), mac));
    }
    return values;
  }

  /** The node's inputs; null where an optional one is absent. */
  static Tensor[] operands(Node node, Map<String, Tensor> values) {
    Tensor[] in = new Tensor[node.inputs().size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = node.hasInput(i) ? values.get(node.input(i)) : null;
      if (in[i] != null && in[i].type() != DType.F32) {
        throw new IllegalArgumentException("node " + node.name() + " reads " + node.input(i) + ", which is " + in[i] + " and not f32");
      }
    }
    return in;
  }

  static <O extends Op> Tensor forward(O op, Tensor[] in, TensorType type, Mac mac) {
    OperatorGolden<O> golden = OperatorTable.of(op);
    Tensor out = Tensor.zeros(type.shape());
    golden.forward(op, in, out, mac);
    return out;
  }
}
