package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Relu;

/** Relu: N3.1. */
final class ReluLowering implements OpLowering<Relu> {
  @Override
  public void forward(Relu op, Node node, Tape tape) {
    Pointwise.forward("rp_relu_f32_fw", node, tape);
  }

  @Override
  public void backward(Relu op, Node node, Tape tape) {
    Pointwise.backward("rp_relu_f32_bw", node.output(), node, tape);
  }
}
