package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Softmax;

/** Softmax over one axis: N3.12. */
final class SoftmaxLowering implements OpLowering<Softmax> {
  @Override
  public void forward(Softmax op, Node node, Tape tape) {
    AxisCalls.forward("rp_softmax_f32_fw", op.axis(), node, tape);
  }

  @Override
  public void backward(Softmax op, Node node, Tape tape) {
    AxisCalls.backward("rp_softmax_f32_bw", op.axis(), node, tape);
  }
}
