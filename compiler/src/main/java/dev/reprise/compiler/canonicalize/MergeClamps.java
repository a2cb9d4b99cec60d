package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import java.util.List;

/** Relu and Clip behind one another become one (ReLU6 in two operators), Clip to [0, inf] becomes Relu, Clip without bounds goes. */
final class MergeClamps extends LocalPass {
  MergeClamps() {
    super("merge-clamps");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    Clip clamp = asClip(node.op());
    if (clamp == null) {
      return false;
    }
    if (clamp.min() == Float.NEGATIVE_INFINITY && clamp.max() == Float.POSITIVE_INFINITY) {
      return graph.bypass(node, node.input(0));
    }
    Node before = graph.producer(node.input(0));
    Clip inner = before == null ? null : asClip(before.op());
    if (inner != null && graph.usedOnce(node.input(0))) {
      Clip both = new Clip(clamp(inner.min(), clamp), clamp(inner.max(), clamp));
      graph.replace(node, new Node(node.name(), simplest(both), List.of(before.input(0)), node.outputs()));
      graph.remove(before);
      return true;
    }
    if (node.op() instanceof Clip && simplest(clamp) instanceof Relu) {
      graph.replace(node, new Node(node.name(), new Relu(), node.inputs(), node.outputs()));
      return true;
    }
    return false;
  }

  private static Clip asClip(Op op) {
    return op instanceof Relu ? new Clip(0, Float.POSITIVE_INFINITY) : op instanceof Clip clip ? clip : null;
  }

  /** N3.3 on a bound: also right where the bounds are crossed. */
  private static float clamp(float value, Clip to) {
    return value < to.min() ? to.min() : Math.min(value, to.max());
  }

  private static Op simplest(Clip clip) {
    return clip.min() == 0 && clip.max() == Float.POSITIVE_INFINITY ? new Relu() : clip;
  }
}
