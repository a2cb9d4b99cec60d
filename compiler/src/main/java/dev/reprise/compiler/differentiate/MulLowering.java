package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Mul;

/** Mul with broadcasting: N3.8. */
final class MulLowering implements OpLowering<Mul> {
  @Override
  public void forward(Mul op, Node node, Tape tape) {
    BroadcastCalls.forward("rp_mul_f32_fw", node, tape);
  }

  @Override
  public void backward(Mul op, Node node, Tape tape) {
    if (tape.needsGradient(node.input(1))) {
      BroadcastCalls.scaled("rp_mul_f32_bw", node.input(1), node.input(0), node, tape);
    }
    if (tape.needsGradient(node.input(0))) {
      BroadcastCalls.scaled("rp_mul_f32_bw", node.input(0), node.input(1), node, tape);
    }
  }
}
