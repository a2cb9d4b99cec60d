package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.AveragePool;

/** N3.10. */
final class AveragePoolGolden implements OperatorGolden<AveragePool> {
  @Override
  public void forward(AveragePool op, Tensor[] in, Tensor out, Mac mac) {
    Plane p = Plane.of(op.window(), in[0].shape(), out.shape());
    float[] x = in[0].floats();
    float[] y = out.floats();
    for (int i = 0; i < y.length; i++) {
      int plane = i / p.outSize() * p.inSize();
      int row = i / p.outW() % p.outH();
      int column = i % p.outW();
      float acc = 0f;
      for (int kr = 0; kr < p.kernelH(); kr++) {
        for (int kc = 0; kc < p.kernelW(); kc++) {
          int r = p.inRow(row, kr);
          int c = p.inColumn(column, kc);
          if (p.inside(r, c)) {
            acc = acc + x[plane + r * p.inW() + c];
          }
        }
      }
      y[i] = acc * factor(op, p, row, column);
    }
  }

  @Override
  public void backward(AveragePool op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    Plane p = Plane.of(op.window(), in[0].shape(), out.shape());
    for (int i = 0; i < dy.length; i++) {
      int plane = i / p.outSize() * p.inSize();
      int row = i / p.outW() % p.outH();
      int column = i % p.outW();
      float share = dy[i] * factor(op, p, row, column);
      for (int kr = 0; kr < p.kernelH(); kr++) {
        for (int kc = 0; kc < p.kernelW(); kc++) {
          int r = p.inRow(row, kr);
          int c = p.inColumn(column, kc);
          if (p.inside(r, c)) {
            int at = plane + r * p.inW() + c;
            din[0][at] = din[0][at] + share;
          }
        }
      }
    }
  }

  /** {@code 1.0f/(float)count}; +0 where nothing is counted. */
  private static float factor(AveragePool op, Plane p, int row, int column) {
    int count = p.taps(op.countIncludePad(), row, column);
    return count == 0 ? 0f : 1f / count;
  }
}
