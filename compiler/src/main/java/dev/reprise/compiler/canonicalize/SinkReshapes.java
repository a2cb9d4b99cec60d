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
import java.util.ArrayList;
import java.util.List;

/**
 * A Reshape before an elementwise operator moves behind it (with two operands: where both are reshaped alike, or the other is a constant of one
 * element), and Reshapes N-C-1-W to N-C-W move behind a Concat. So Reshapes meet and cancel, and an activation stands right behind its Conv.
 */
final class SinkReshapes extends LocalPass {
  SinkReshapes() {
    super("sink-reshapes");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    if (isElementwise(node.op())) {
      return sink(graph, node, node.op(), sources(graph, node));
    }
    if (node.op() instanceof Concat concat && concat.axis() > 0) {
      boolean heightOne =
          node.inputs().stream().allMatch(i -> graph.shape(i).rank() == 3 && reshapeSource(graph, i) != null && isHeightOne(graph, reshapeSource(graph, i), i));
      Concat lifted = new Concat(concat.axis() == 1 ? 1 : concat.axis() + 1);
      return heightOne && sink(graph, node, lifted, node.inputs().stream().map(i -> reshapeSource(graph, i)).toList());
    }
    return false;
  }

  private static boolean sink(GraphEditor graph, Node node, Op op, List<String> sources) {
    if (sources.isEmpty()) {
      return false;
    }
    List<String> reshaped = node.inputs();
    graph.replaceReshaped(node, op, sources);
    reshaped.forEach(graph::removeDead);
    return true;
  }

  /** The operands of an elementwise node before their Reshapes; empty where they do not all have the same shape there. */
  private static List<String> sources(GraphEditor graph, Node node) {
    List<String> sources = new ArrayList<>();
    Shape common = null;
    for (String input : node.inputs()) {
      boolean scalar = graph.isConstant(input) && graph.shape(input).elements() == 1;
      String source = scalar ? input : reshapeSource(graph, input);
      if (source == null || (!scalar && common != null && !graph.shape(source).equals(common))) {
        return List.of();
      }
      common = scalar ? common : graph.shape(source);
      sources.add(source);
    }
    if (common == null) {
      return List.of();
    }
    for (int i = 0; i < sources.size(); i++) {
      if (graph.isConstant(sources.get(i)) && graph.shape(sources.get(i)).rank() > common.rank()) {
        String constant = sources.get(i);
        sources.set(i, graph.replaceConstant(node, constant, graph.constant(constant).reshaped(Shape.of(1))));
      }
    }
    return sources;
  }

  private static String reshapeSource(GraphEditor graph, String value) {
    Node producer = graph.producer(value);
    return producer != null && producer.op() instanceof Reshape ? producer.input(0) : null;
  }

  private static boolean isHeightOne(GraphEditor graph, String source, String value) {
    Shape s = graph.shape(source);
    Shape v = graph.shape(value);
    return s.equals(Shape.of(v.dim(0), v.dim(1), 1, v.dim(2)));
  }

  private static boolean isElementwise(Op op) {
    return Activations.isActivation(op) || op instanceof Add || op instanceof Sub || op instanceof Mul || op instanceof Div;
  }
}
