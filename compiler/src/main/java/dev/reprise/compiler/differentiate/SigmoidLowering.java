package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Sigmoid;

/** Sigmoid: N3.4. */
final class SigmoidLowering implements OpLowering<Sigmoid> {
  @Override
  public void forward(Sigmoid op, Node node, Tape tape) {
    Pointwise.forward("rp_sigmoid_f32_fw", node, tape);
  }

  @Override
  public void backward(Sigmoid op, Node node, Tape tape) {
    Pointwise.backward("rp_sigmoid_f32_bw", node.output(), node, tape);
  }
}
