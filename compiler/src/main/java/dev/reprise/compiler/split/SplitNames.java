package dev.reprise.compiler.split;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.Reshape;
import java.util.List;
import java.util.Optional;

/**
 * Finds the split that a name of the original model means. What was folded into a layer belongs to it: after a Conv means after its batch
 * normalization too.
 */
final class SplitNames {
  private final Graph canonical;
  private final Graph original;
  private final List<SplitPoint> points;

  SplitNames(Graph canonical, Graph original, List<SplitPoint> points) {
    this.canonical = canonical;
    this.original = original;
    this.points = points;
  }

  SplitPoint find(String name) {
    Optional<SplitPoint> direct = called(name);
    if (direct.isPresent()) {
      return direct.get();
    }
    if (isKnown(canonical, name)) {
      throw illegal(name, name);
    }
    if (!isKnown(original, name)) {
      throw RepriseException.of(SplitError.UNKNOWN_SPLIT, Splits.place(canonical), name);
    }
    String value = nodeNamed(original, name).map(Node::output).orElse(name);
    while (value != null) {
      String survivor = survivor(value);
      if (survivor != null) {
        return called(survivor).orElseThrow(() -> illegal(name, survivor));
      }
      Node producer = original.producer(value);
      boolean sameElements = producer != null && (producer.op() instanceof Identity || producer.op() instanceof Reshape);
      value = sameElements ? producer.input(0) : null;
    }
    throw RepriseException.of(SplitError.MERGED_SPLIT, Splits.place(canonical), name);
  }

  /** What {@code value} of the original is called in the canonical graph, by its own name or its node's, or null. */
  private String survivor(String value) {
    if (canonical.types().containsKey(value)) {
      return value;
    }
    Node producer = original.producer(value);
    return producer == null ? null : nodeNamed(canonical, producer.name()).map(Node::output).orElse(null);
  }

  private Optional<SplitPoint> called(String name) {
    return points.stream().filter(p -> p.isCalled(name)).findFirst();
  }

  private static boolean isKnown(Graph graph, String name) {
    return graph.types().containsKey(name) || nodeNamed(graph, name).isPresent();
  }

  private static Optional<Node> nodeNamed(Graph graph, String name) {
    return graph.nodes().stream().filter(n -> n.name().equals(name)).findFirst();
  }

  private RepriseException illegal(String name, String survivor) {
    String reason =
        canonical.isConstant(survivor)
            ? "it is a constant"
            : behindLastWeights(survivor) ? "no layer with weights would be left to train" : "another tensor goes past it";
    return RepriseException.of(SplitError.ILLEGAL_SPLIT, Splits.place(canonical), name, reason);
  }

  private boolean behindLastWeights(String name) {
    List<Node> nodes = canonical.nodes();
    for (int k = nodes.size() - 1; k >= 0; k--) {
      Node node = nodes.get(k);
      if (node.name().equals(name) || node.outputs().contains(name)) {
        return true;
      }
      if (Splits.isWeighted(node)) {
        return false;
      }
    }
    return false;
  }
}
