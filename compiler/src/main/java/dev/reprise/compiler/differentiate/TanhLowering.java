package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Tanh;

/** Tanh: N3.5. */
final class TanhLowering implements OpLowering<Tanh> {
  @Override
  public void forward(Tanh op, Node node, Tape tape) {
    Pointwise.forward("rp_tanh_f32_fw", node, tape);
  }

  @Override
  public void backward(Tanh op, Node node, Tape tape) {
    Pointwise.backward("rp_tanh_f32_bw", node.output(), node, tape);
  }
}
