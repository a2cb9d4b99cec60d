package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Activations;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.List;

/**
 * A Reshape or Transpose before an elementwise operator moves behind it (with two operands: where both are moved alike, or the other is a
 * constant of one element), and Reshapes N-C-1-W to N-C-W move behind a Concat. So they meet and cancel, and an activation stands right
 * behind its Conv. A Transpose costs time, so one with another reader, for whom it would have to stay, does not move.
 */
final class SinkMoves extends LocalPass {
  SinkMoves() {
    super("sink-moves");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    Op op = node.op();
    if (isElementwise(op)) {
      Op move = commonMove(graph, node);
      return move != null && sink(graph, node, op, sources(graph, node), move);
    }
    if (op instanceof Concat concat && concat.axis() > 0 && node.inputs().stream().allMatch(i -> isFlattenedHeight(graph, i))) {
      Concat lifted = new Concat(concat.axis() == 1 ? 1 : concat.axis() + 1);
      return sink(graph, node, lifted, sources(graph, node), new Reshape(graph.shape(node.output())));
    }
    return false;
  }

  private static boolean sink(GraphEditor graph, Node node, Op op, List<String> sources, Op move) {
    List<String> moved = node.inputs();
    graph.replaceMoved(node, op, sources, move);
    moved.forEach(graph::removeDead);
    return true;
  }

  /** What is done to every operand that is no scalar constant, as it has to be done to the result; null where operands differ. */
  private static Op commonMove(GraphEditor graph, Node node) {
    Op common = null;
    Shape source = null;
    for (String input : node.inputs()) {
      if (isScalarConstant(graph, input)) {
        continue;
      }
      Node move = move(graph, input);
      if (move == null || (source != null && !(move.op().equals(common) && graph.shape(move.input(0)).equals(source)))) {
        return null;
      }
      common = move.op();
      source = graph.shape(move.input(0));
    }
    return common;
  }

  private static Node move(GraphEditor graph, String value) {
    Node producer = graph.producer(value);
    if (producer == null) {
      return null;
    }
    boolean onlyReader = !graph.isOutput(value) && graph.consumers(value).size() == 1;
    boolean moves = producer.op() instanceof Reshape || (producer.op() instanceof Transpose && onlyReader);
    return moves ? producer : null;
  }

  /** The operands before their moves; scalar constants without axes that the moved operand may not have. */
  private static List<String> sources(GraphEditor graph, Node node) {
    List<String> sources = new ArrayList<>();
    for (String input : node.inputs()) {
      if (!isScalarConstant(graph, input)) {
        sources.add(graph.producer(input).input(0));
      } else if (graph.shape(input).rank() > 1) {
        sources.add(graph.replaceConstant(node, input, graph.constant(input).reshaped(Shape.of(1))));
      } else {
        sources.add(input);
      }
    }
    return sources;
  }

  private static boolean isScalarConstant(GraphEditor graph, String value) {
    return graph.isConstant(value) && graph.shape(value).elements() == 1;
  }

  private static boolean isFlattenedHeight(GraphEditor graph, String value) {
    Node reshape = move(graph, value);
    Shape v = graph.shape(value);
    return reshape != null
        && reshape.op() instanceof Reshape
        && v.rank() == 3
        && graph.shape(reshape.input(0)).equals(Shape.of(v.dim(0), v.dim(1), 1, v.dim(2)));
  }

  private static boolean isElementwise(Op op) {
    return Activations.isActivation(op) || op instanceof Add || op instanceof Sub || op instanceof Mul || op instanceof Div;
  }
}
