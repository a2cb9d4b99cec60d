package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.MaxPool;

/** N3.9. */
final class MaxPoolGolden implements OperatorGolden<MaxPool> {
  @Override
  public void forward(MaxPool op, Tensor[] in, Tensor out, Mac mac) {
    Plane p = Plane.of(op.window(), in[0].shape(), out.shape());
    float[] x = in[0].floats();
    float[] y = out.floats();
    for (int i = 0; i < y.length; i++) {
      int winner = winner(p, x, i);
      y[i] = winner < 0 ? Float.NEGATIVE_INFINITY : x[winner];
    }
  }

  @Override
  public void backward(MaxPool op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    Plane p = Plane.of(op.window(), in[0].shape(), out.shape());
    float[] x = in[0].floats();
    for (int i = 0; i < dy.length; i++) {
      int winner = winner(p, x, i);
      if (winner >= 0) {
        din[0][winner] = din[0][winner] + dy[i];
      }
    }
  }

  /** The input element that sets the maximum of output {@code i} last, or -1 where no tap is inside the input. */
  private static int winner(Plane p, float[] x, int i) {
    int plane = i / p.outSize();
    int row = i / p.outW() % p.outH();
    int column = i % p.outW();
    int winner = -1;
    for (int kr = 0; kr < p.kernelH(); kr++) {
      for (int kc = 0; kc < p.kernelW(); kc++) {
        int r = p.inRow(row, kr);
        int c = p.inColumn(column, kc);
        if (p.inside(r, c)) {
          int at = plane * p.inSize() + r * p.inW() + c;
          if (winner < 0 || x[at] > x[winner] || Float.isNaN(x[at])) {
            winner = at;
          }
        }
      }
    }
    return winner;
  }
}
