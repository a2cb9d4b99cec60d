package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.MatMul;
import java.util.List;

/** MatMul by a constant matrix on the right becomes Linear. */
final class MatMulToLinear extends LocalPass {
  MatMulToLinear() {
    super("matmul-to-linear");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    String right = node.input(1);
    if (!(node.op() instanceof MatMul) || !graph.isFloatConstant(right) || graph.shape(right).rank() != 2) {
      return false;
    }
    String weights = graph.replaceConstant(node, right, Matrices.transposed(graph.constant(right)));
    graph.replace(node, new Node(node.name(), new Linear(), List.of(node.input(0), weights), node.outputs()));
    return true;
  }
}
