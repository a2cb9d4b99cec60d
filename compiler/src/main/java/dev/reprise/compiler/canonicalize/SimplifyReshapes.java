package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Reshape;
import java.util.List;

/** Chains of Reshape (Flatten, Squeeze, Unsqueeze) become one, and one that changes nothing goes. */
final class SimplifyReshapes extends LocalPass {
  SimplifyReshapes() {
    super("simplify-reshapes");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    if (!(node.op() instanceof Reshape)) {
      return false;
    }
    if (graph.shape(node.input(0)).equals(graph.shape(node.output()))) {
      return graph.bypass(node, node.input(0));
    }
    Node before = graph.producer(node.input(0));
    if (before == null || !(before.op() instanceof Reshape)) {
      return false;
    }
    graph.replace(node, new Node(node.name(), node.op(), List.of(before.input(0)), node.outputs()));
    graph.removeDead(before.output());
    return true;
  }
}
