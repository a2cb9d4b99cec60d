package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.ReduceMean;

/** Identity (and Dropout, which import makes an Identity) goes, and a mean over no axes. */
final class RemoveIdentity extends LocalPass {
  RemoveIdentity() {
    super("remove-identity");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    boolean nothing = node.op() instanceof Identity || (node.op() instanceof ReduceMean mean && mean.axes().isEmpty());
    return nothing && graph.bypass(node, node.input(0));
  }
}
