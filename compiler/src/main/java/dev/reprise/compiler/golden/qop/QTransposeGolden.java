package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.Moves;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QTranspose;

/** N6.7. */
final class QTransposeGolden implements QOperatorGolden<QTranspose> {
  @Override
  public void forward(QTranspose op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    int[] source = Moves.transpose(op.perm(), types[0].shape(), type.shape());
    for (int i = 0; i < out.length; i++) {
      out[i] = in[0][source[i]];
    }
  }
}
