package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;

/**
 * Batch normalization, or arithmetic with a constant, right before a Conv or Linear goes into its weights and bias. Exact only where no
 * shift is lost in padding: padded taps are zero after the normalization, not before. A pure scaling therefore folds with padding too.
 */
final class FoldIntoFollowing extends LocalPass {
  FoldIntoFollowing() {
    super("fold-into-following");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    WeightedLayer layer = WeightedLayer.of(graph, node);
    if (layer == null || !graph.usedOnce(node.input(0))) {
      return false;
    }
    Node before = graph.producer(node.input(0));
    ChannelAffine map = before == null ? null : ChannelAffine.of(graph, before, layer.inputChannelAxis());
    if (map == null || (map.shifts() && layer.pads())) {
      return false;
    }
    graph.replace(node, layer.precededBy(map));
    graph.remove(before);
    return true;
  }
}
