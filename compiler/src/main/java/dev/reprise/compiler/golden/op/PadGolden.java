package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Pad;

/** N3.15; negative pads crop, and what was cropped gets the gradient +0. */
final class PadGolden implements OperatorGolden<Pad> {
  @Override
  public void forward(Pad op, Tensor[] in, Tensor out, Mac mac) {
    int[] source = Moves.pad(op.begin(), in[0].shape(), out.shape());
    for (int i = 0; i < source.length; i++) {
      out.floats()[i] = source[i] >= 0 ? in[0].floats()[source[i]] : op.value();
    }
  }

  @Override
  public void backward(Pad op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    int[] source = Moves.pad(op.begin(), in[0].shape(), out.shape());
    for (int i = 0; i < source.length; i++) {
      if (source[i] >= 0) {
        din[0][source[i]] = dy[i];
      }
    }
  }
}
