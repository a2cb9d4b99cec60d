package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;

/**
 * Batch normalization, and Add, Sub, Mul, Div by a scalar or per-channel constant, behind a Conv or Linear go into its weights and bias
 * (N3.16). A separate bias Add between the two folds first, so normalization folds across it.
 */
final class FoldIntoPreceding extends LocalPass {
  FoldIntoPreceding() {
    super("fold-into-preceding");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    for (String input : node.inputs()) {
      WeightedLayer layer = WeightedLayer.of(graph, graph.producer(input));
      if (layer == null || !graph.usedOnce(input)) {
        continue;
      }
      ChannelAffine map = ChannelAffine.of(graph, node, layer.outputChannelAxis());
      if (map != null && map.input().equals(input)) {
        graph.remove(node); // first, so that a bias Add's constant can keep its name
        graph.replace(layer.node(), layer.followedBy(map, node.output()));
        return true;
      }
    }
    return false;
  }
}
