package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.Positions;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QMul;

/** N6.5. */
final class QMulGolden implements QOperatorGolden<QMul> {
  @Override
  public void forward(QMul op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    int[] a = Codes.centred(in[0], types[0].zeroPoint());
    int[] b = Codes.centred(in[1], types[1].zeroPoint());
    int[] ia = Positions.strided(type.shape(), Broadcast.strides(types[0].shape(), type.shape()), 0);
    int[] ib = Positions.strided(type.shape(), Broadcast.strides(types[1].shape(), type.shape()), 0);
    for (int i = 0; i < out.length; i++) {
      out[i] = Codes.requantize(a[ia[i]] * b[ib[i]], op.requant(), type.zeroPoint(), op.low(), op.high());
    }
  }
}
