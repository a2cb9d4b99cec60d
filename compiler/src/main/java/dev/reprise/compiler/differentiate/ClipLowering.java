package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Clip;

/** Clip: N3.3. */
final class ClipLowering implements OpLowering<Clip> {
  @Override
  public void forward(Clip op, Node node, Tape tape) {
    Pointwise.forward("rp_clip_f32_fw", node, tape, op.min(), op.max());
  }

  @Override
  public void backward(Clip op, Node node, Tape tape) {
    Pointwise.backward("rp_clip_f32_bw", node.output(), node, tape, op.min(), op.max());
  }
}
