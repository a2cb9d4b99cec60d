package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QTable;

/** N6.6. */
final class QTableGolden implements QOperatorGolden<QTable> {
  @Override
  public void forward(QTable op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = op.table()[in[0][i] & 0xff];
    }
  }
}
