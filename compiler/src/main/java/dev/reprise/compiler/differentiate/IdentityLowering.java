package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Identity;

/** Identity: the same memory; no call. */
final class IdentityLowering implements OpLowering<Identity> {
  @Override
  public void forward(Identity op, Node node, Tape tape) {
    tape.defineView(node.output(), node.input(0));
  }

  @Override
  public void backward(Identity op, Node node, Tape tape) {
    tape.contributeView(node, node.input(0), tape.gradient(node.output()));
  }
}
