package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Reshape;

/** Reshape: the same memory under another shape; no call. */
final class ReshapeLowering implements OpLowering<Reshape> {
  @Override
  public void forward(Reshape op, Node node, Tape tape) {
    tape.defineView(node.output(), node.input(0));
  }

  @Override
  public void backward(Reshape op, Node node, Tape tape) {
    tape.contributeView(node, node.input(0), tape.gradient(node.output()));
  }
}
