package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QAdd;

/** N6.4. */
final class QAddGolden implements QOperatorGolden<QAdd> {
  @Override
  public void forward(QAdd op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    int[] a = Codes.centred(in[0], types[0].zeroPoint());
    int[] b = Codes.centred(in[1], types[1].zeroPoint());
    int half = 1 << (op.r() - 1);
    for (int i = 0; i < out.length; i++) {
      out[i] = Codes.clamp(type.zeroPoint() + ((a[i] * op.ma() + b[i] * op.mb() + half) >> op.r()), op.low(), op.high());
    }
  }
}
