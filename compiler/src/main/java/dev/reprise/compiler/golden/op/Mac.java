package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.learn.Accumulate;

/**
 * Rows of multiply-accumulates with one target's rounding (docs/numerics.md, N1.2). There is one loop body per rounding, so that no choice
 * is made per element and the Java compiler can use the processor's fma.
 */
public abstract class Mac {
  Mac() {}

  /** {@code y[yo + i*ys] = mac(y[yo + i*ys], x[xo + i*xs], a)} for i = 0 .. n-1. */
  public abstract void axpy(int n, float a, float[] x, int xo, int xs, float[] y, int yo, int ys);

  /** {@code acc = mac(acc, x[xo + i*xs], w[wo + i*ws])} for i = 0 .. n-1, in this order; returns acc. */
  public abstract float dot(float acc, int n, float[] x, int xo, int xs, float[] w, int wo, int ws);

  public static Mac of(Accumulate accumulate) {
    return switch (accumulate) {
      case SEPARATE -> new Separate();
      case FUSED -> new Fused();
      case DOUBLE_ROUNDED -> new DoubleRounded();
    };
  }

  private static final class Separate extends Mac {
    @Override
    public void axpy(int n, float a, float[] x, int xo, int xs, float[] y, int yo, int ys) {
      if (xs == 1 && ys == 1) {
        for (int i = 0; i < n; i++) {
          y[yo + i] = y[yo + i] + x[xo + i] * a;
        }
      } else {
        for (int i = 0; i < n; i++) {
          y[yo + i * ys] = y[yo + i * ys] + x[xo + i * xs] * a;
        }
      }
    }

    @Override
    public float dot(float acc, int n, float[] x, int xo, int xs, float[] w, int wo, int ws) {
      for (int i = 0; i < n; i++) {
        acc = acc + x[xo + i * xs] * w[wo + i * ws];
      }
      return acc;
    }
  }

  private static final class Fused extends Mac {
    @Override
    public void axpy(int n, float a, float[] x, int xo, int xs, float[] y, int yo, int ys) {
      if (xs == 1 && ys == 1) {
        for (int i = 0; i < n; i++) {
          y[yo + i] = Math.fma(x[xo + i], a, y[yo + i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          y[yo + i * ys] = Math.fma(x[xo + i * xs], a, y[yo + i * ys]);
        }
      }
    }

    @Override
    public float dot(float acc, int n, float[] x, int xo, int xs, float[] w, int wo, int ws) {
      for (int i = 0; i < n; i++) {
        acc = Math.fma(x[xo + i * xs], w[wo + i * ws], acc);
      }
      return acc;
    }
  }

  private static final class DoubleRounded extends Mac {
    @Override
    public void axpy(int n, float a, float[] x, int xo, int xs, float[] y, int yo, int ys) {
      for (int i = 0; i < n; i++) {
        y[yo + i * ys] = (float) ((double) x[xo + i * xs] * a + y[yo + i * ys]);
      }
    }

    @Override
    public float dot(float acc, int n, float[] x, int xo, int xs, float[] w, int wo, int ws) {
      for (int i = 0; i < n; i++) {
        acc = (float) ((double) x[xo + i * xs] * w[wo + i * ws] + acc);
      }
      return acc;
    }
  }
}
