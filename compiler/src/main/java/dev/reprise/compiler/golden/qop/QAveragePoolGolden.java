package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.Plane;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.Requant;
import dev.reprise.compiler.quantize.op.QAveragePool;

/** N6.3; a window that counts no tap gives the zero point. */
final class QAveragePoolGolden implements QOperatorGolden<QAveragePool> {
  @Override
  public void forward(QAveragePool op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    Plane p = Plane.of(op.window(), types[0].shape(), type.shape());
    int[] x = Codes.centred(in[0], types[0].zeroPoint());
    for (int i = 0; i < out.length; i++) {
      int plane = i / p.outSize() * p.inSize();
      int row = i / p.outW() % p.outH();
      int column = i % p.outW();
      int acc = 0;
      for (int kr = 0; kr < p.kernelH(); kr++) {
        for (int kc = 0; kc < p.kernelW(); kc++) {
          int r = p.inRow(row, kr);
          int c = p.inColumn(column, kc);
          if (p.inside(r, c)) {
            acc += x[plane + r * p.inW() + c];
          }
        }
      }
      Requant requant = op.requant().get(p.taps(op.countIncludePad(), row, column));
      out[i] =
          requant == null
              ? Codes.clamp(type.zeroPoint(), op.low(), op.high())
              : Codes.requantize(acc, requant, type.zeroPoint(), op.low(), op.high());
    }
  }
}
