package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.LeakyRelu;

/** LeakyRelu: N3.2. */
final class LeakyReluLowering implements OpLowering<LeakyRelu> {
  @Override
  public void forward(LeakyRelu op, Node node, Tape tape) {
    Pointwise.forward("rp_leaky_relu_f32_fw", node, tape, op.alpha());
  }

  @Override
  public void backward(LeakyRelu op, Node node, Tape tape) {
    Pointwise.backward("rp_leaky_relu_f32_bw", node.input(0), node, tape, op.alpha());
  }
}
