package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Sub;

/** Sub with broadcasting: N3.8. */
final class SubLowering implements OpLowering<Sub> {
  @Override
  public void forward(Sub op, Node node, Tape tape) {
    BroadcastCalls.forward("rp_sub_f32_fw", node, tape);
  }

  @Override
  public void backward(Sub op, Node node, Tape tape) {
    if (tape.needsGradient(node.input(1))) {
      BroadcastCalls.passOn(node.input(1), -1, node, tape);
    }
    if (tape.needsGradient(node.input(0))) {
      BroadcastCalls.passOn(node.input(0), 1, node, tape);
    }
  }
}
