package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.Moves;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QPad;

/** N6.7. */
final class QPadGolden implements QOperatorGolden<QPad> {
  @Override
  public void forward(QPad op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    int[] source = Moves.pad(op.begin(), types[0].shape(), type.shape());
    for (int i = 0; i < out.length; i++) {
      out[i] = source[i] >= 0 ? in[0][source[i]] : (byte) op.code();
    }
  }
}
