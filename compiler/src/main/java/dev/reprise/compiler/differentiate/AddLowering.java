package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;

/** Add with broadcasting: N3.8. */
final class AddLowering implements OpLowering<Add> {
  @Override
  public void forward(Add op, Node node, Tape tape) {
    BroadcastCalls.forward("rp_add_f32_fw", node, tape);
  }

  @Override
  public void backward(Add op, Node node, Tape tape) {
    if (tape.needsGradient(node.input(1))) {
      BroadcastCalls.passOn(node.input(1), 1, node, tape);
    }
    if (tape.needsGradient(node.input(0))) {
      BroadcastCalls.passOn(node.input(0), 1, node, tape);
    }
  }
}
