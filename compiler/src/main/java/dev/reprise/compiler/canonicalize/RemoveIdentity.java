package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Identity;

/** Identity (and Dropout, which import makes an Identity) goes. */
final class RemoveIdentity extends LocalPass {
  RemoveIdentity() {
    super("remove-identity");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    return node.op() instanceof Identity && graph.bypass(node, node.input(0));
  }
}
