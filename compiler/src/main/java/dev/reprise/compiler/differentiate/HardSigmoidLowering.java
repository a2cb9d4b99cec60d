package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.HardSigmoid;

/** HardSigmoid: N3.6. */
final class HardSigmoidLowering implements OpLowering<HardSigmoid> {
  @Override
  public void forward(HardSigmoid op, Node node, Tape tape) {
    Pointwise.forward("rp_hard_sigmoid_f32_fw", node, tape, op.alpha(), op.beta());
  }

  @Override
  public void backward(HardSigmoid op, Node node, Tape tape) {
    Pointwise.backward("rp_hard_sigmoid_f32_bw", node.output(), node, tape, op.alpha());
  }
}
