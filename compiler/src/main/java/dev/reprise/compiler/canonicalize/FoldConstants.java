package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import java.util.List;

/** A node whose inputs are all constant becomes a constant (of the value's name). */
final class FoldConstants extends LocalPass {
  FoldConstants() {
    super("fold-constants");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    boolean constant = node.inputs().stream().allMatch(graph::isFloatConstant);
    if (!constant || node.outputs().size() != 1 || graph.isOutput(node.output())) {
      return false;
    }
    List<Tensor> inputs = node.inputs().stream().map(graph::constant).toList();
    Tensor result = ConstantEvaluator.evaluate(node.op(), inputs, graph.shape(node.output()));
    if (result == null) {
      return false;
    }
    graph.remove(node);
    graph.defineConstant(node.output(), result);
    return true;
  }
}
