package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Sub;

/** x + 0, x - 0, x * 1 and x / 1 are x (the sign of a zero apart, which x + 0 loses). */
final class RemoveNeutralArithmetic extends LocalPass {
  RemoveNeutralArithmetic() {
    super("remove-neutral-arithmetic");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    String same = null;
    if (node.op() instanceof Add) {
      same = ConstantOperand.with(graph, node, 0, true);
    } else if (node.op() instanceof Sub) {
      same = ConstantOperand.with(graph, node, 0, false);
    } else if (node.op() instanceof Mul) {
      same = ConstantOperand.with(graph, node, 1, true);
    } else if (node.op() instanceof Div) {
      same = ConstantOperand.with(graph, node, 1, false);
    }
    return same != null && graph.bypass(node, same);
  }
}
