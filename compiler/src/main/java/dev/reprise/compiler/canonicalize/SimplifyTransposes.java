package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.List;

/** Two Transposes in a row become one; one that leaves the order of the axes longer than 1 alone becomes a Reshape (or nothing). */
final class SimplifyTransposes extends LocalPass {
  SimplifyTransposes() {
    super("simplify-transposes");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    if (!(node.op() instanceof Transpose transpose)) {
      return false;
    }
    Shape input = graph.shape(node.input(0));
    List<Integer> moving = transpose.perm().stream().filter(axis -> input.dim(axis) != 1).toList();
    if (moving.equals(moving.stream().sorted().toList())) {
      graph.replace(node, new Node(node.name(), new Reshape(graph.shape(node.output())), node.inputs(), node.outputs()));
      return true;
    }
    Node before = graph.producer(node.input(0));
    if (before == null || !(before.op() instanceof Transpose first)) {
      return false;
    }
    Transpose both = new Transpose(transpose.perm().stream().map(first.perm()::get).toList());
    graph.replace(node, new Node(node.name(), both, List.of(before.input(0)), node.outputs()));
    graph.removeDead(before.output());
    return true;
  }
}
