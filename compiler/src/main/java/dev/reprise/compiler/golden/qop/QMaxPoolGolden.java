package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.Plane;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QMaxPool;

/** N6.7: the largest code of the valid taps; 0 where there is none. */
final class QMaxPoolGolden implements QOperatorGolden<QMaxPool> {
  @Override
  public void forward(QMaxPool op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    Plane p = Plane.of(op.window(), types[0].shape(), type.shape());
    for (int i = 0; i < out.length; i++) {
      int plane = i / p.outSize() * p.inSize();
      int largest = 0;
      for (int kr = 0; kr < p.kernelH(); kr++) {
        for (int kc = 0; kc < p.kernelW(); kc++) {
          int r = p.inRow(i / p.outW() % p.outH(), kr);
          int c = p.inColumn(i % p.outW(), kc);
          if (p.inside(r, c)) {
            largest = Math.max(largest, in[0][plane + r * p.inW() + c] & 0xff);
          }
        }
      }
      out[i] = (byte) largest;
    }
  }
}
