package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.LogSoftmax;

/** LogSoftmax over one axis: N3.13. */
final class LogSoftmaxLowering implements OpLowering<LogSoftmax> {
  @Override
  public void forward(LogSoftmax op, Node node, Tape tape) {
    AxisCalls.forward("rp_log_softmax_f32_fw", op.axis(), node, tape);
  }

  @Override
  public void backward(LogSoftmax op, Node node, Tape tape) {
    AxisCalls.backward("rp_log_softmax_f32_bw", op.axis(), node, tape);
  }
}
