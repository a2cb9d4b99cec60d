package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.Mul;
import java.util.List;

/**
 * The ways exporters spell the hard activations: {@code clip(x+3, 0, 6)/6} becomes HardSigmoid(1/6, 1/2), and {@code x*HardSigmoid(x)} and
 * {@code x*clip(x+3, 0, 6)/6} become HardSwish (N3.6, N3.7; the rounding differs from the long form by an ulp or two). What goes may not be
 * read by anyone else. Runs before folding, which would otherwise take the +3 into a bias.
 */
final class RecognizeHardSwish extends LocalPass {
  private static final float SIXTH = 1f / 6;

  RecognizeHardSwish() {
    super("recognize-hard-swish");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    String sixth = dividedBySix(graph, node);
    if (sixth != null && graph.usedOnce(sixth)) {
      String x = clipPlusThree(graph, sixth);
      if (x != null) {
        replaceTree(graph, node, new Node(node.name(), new HardSigmoid(SIXTH, 0.5f), List.of(x), node.outputs()));
        return true;
      }
      Node product = graph.producer(sixth);
      if (product != null && product.op() instanceof Mul) {
        return swish(graph, node, product, true);
      }
    }
    return node.op() instanceof Mul && swish(graph, node, node, false);
  }

  /** {@code product} = x times gate(x), in either order; {@code whole} is what computes the swish. */
  private static boolean swish(GraphEditor graph, Node whole, Node product, boolean dividedLater) {
    for (int side = 0; side < 2; side++) {
      String x = product.input(side);
      String gate = product.input(1 - side);
      if (!graph.usedOnce(gate)) {
        continue;
      }
      String gated = dividedLater ? clipPlusThree(graph, gate) : hardSigmoid(graph, gate);
      if (x.equals(gated)) {
        replaceTree(graph, whole, new Node(whole.name(), new HardSwish(), List.of(x), whole.outputs()));
        return true;
      }
    }
    return false;
  }

  private static String hardSigmoid(GraphEditor graph, String value) {
    Node node = graph.producer(value);
    boolean matches = node != null && node.op() instanceof HardSigmoid h && Math.abs(h.alpha() - SIXTH) < 1e-6f && h.beta() == 0.5f;
    return matches ? node.input(0) : null;
  }

  private static String clipPlusThree(GraphEditor graph, String value) {
    Node clip = graph.producer(value);
    if (clip == null || !(clip.op() instanceof Clip c) || c.min() != 0 || c.max() != 6 || !graph.usedOnce(clip.input(0))) {
      return null;
    }
    Node add = graph.producer(clip.input(0));
    return add != null && add.op() instanceof Add ? ConstantOperand.with(graph, add, 3, true) : null;
  }

  private static String dividedBySix(GraphEditor graph, Node node) {
    if (node.op() instanceof Div) {
      return ConstantOperand.with(graph, node, 6, false);
    }
    return node.op() instanceof Mul ? ConstantOperand.with(graph, node, SIXTH, true) : null;
  }

  /** The nodes in between are dead now; they go at once, so that x's other patterns see one reader less. */
  private static void replaceTree(GraphEditor graph, Node root, Node replacement) {
    List<String> inputs = root.inputs();
    graph.replace(root, replacement);
    inputs.forEach(graph::removeDead);
  }
}
