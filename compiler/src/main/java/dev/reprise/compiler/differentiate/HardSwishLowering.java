package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.HardSwish;

/** HardSwish: N3.7. */
final class HardSwishLowering implements OpLowering<HardSwish> {
  @Override
  public void forward(HardSwish op, Node node, Tape tape) {
    Pointwise.forward("rp_hard_swish_f32_fw", node, tape);
  }

  @Override
  public void backward(HardSwish op, Node node, Tape tape) {
    Pointwise.backward("rp_hard_swish_f32_bw", node.input(0), node, tape);
  }
}
