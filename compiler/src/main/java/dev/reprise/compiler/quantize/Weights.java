package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;

/** Access to the constant operands of weighted operators. */
final class Weights {
  private Weights() {}

  /** Input {@code i} of {@code node}, which must be a constant in the frozen stage. */
  static Tensor constant(Graph graph, Node node, int i) {
    Tensor t = graph.constant(node.input(i));
    if (t == null) {
      throw RepriseException.of(
          QuantizationError.OPERATOR, "node '" + node.name() + "'", node.op().kind(), " when its input '" + node.input(i) + "' is not constant");
    }
    return t;
  }
}
