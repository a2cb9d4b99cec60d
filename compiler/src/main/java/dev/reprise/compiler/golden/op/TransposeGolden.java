package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Transpose;

/** N3.15. */
final class TransposeGolden implements OperatorGolden<Transpose> {
  @Override
  public void forward(Transpose op, Tensor[] in, Tensor out, Mac mac) {
    int[] source = Moves.transpose(op.perm(), in[0].shape(), out.shape());
    for (int i = 0; i < source.length; i++) {
      out.floats()[i] = in[0].floats()[source[i]];
    }
  }

  @Override
  public void backward(Transpose op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    int[] source = Moves.transpose(op.perm(), in[0].shape(), out.shape());
    for (int i = 0; i < source.length; i++) {
      din[0][source[i]] = dy[i];
    }
  }
}
