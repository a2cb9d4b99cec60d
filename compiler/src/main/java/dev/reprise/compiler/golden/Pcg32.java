package dev.reprise.compiler.golden;

/** PCG32, XSH-RR 64/32 (O'Neill 2014; docs/numerics.md, N8). */
public final class Pcg32 {
  /** The stream of the learner (N8.1). */
  public static final long LEARNER_STREAM = 54;

  private static final long MULTIPLIER = 6364136223846793005L;

  private long state;
  private final long increment;

  public Pcg32(long seed, long stream) {
    increment = stream << 1 | 1;
    next();
    state += seed;
    next();
  }

  /** A generator in the same state. */
  public Pcg32(Pcg32 other) {
    state = other.state;
    increment = other.increment;
  }

  /** 32 random bits. */
  public int next() {
    long old = state;
    state = old * MULTIPLIER + increment;
    int shifted = (int) ((old >>> 18 ^ old) >>> 27);
    return Integer.rotateRight(shifted, (int) (old >>> 59));
  }

  /**
   * Uniform in 0 .. n-1 (N8.2).
   *
   * @param n at least 1, unsigned 32-bit
   */
  public int bounded(int n) {
    long range = Integer.toUnsignedLong(n);
    long m = Integer.toUnsignedLong(next()) * range;
    if (Integer.compareUnsigned((int) m, n) < 0) {
      int threshold = Integer.remainderUnsigned(-n, n);
      while (Integer.compareUnsigned((int) m, threshold) < 0) {
        m = Integer.toUnsignedLong(next()) * range;
      }
    }
    return (int) (m >>> 32);
  }

  /** 0 .. n-1 in random order (N8.3). */
  public int[] permutation(int n) {
    int[] a = new int[n];
    for (int k = 0; k < n; k++) {
      a[k] = k;
    }
    for (int k = n - 1; k >= 1; k--) {
      int j = bounded(k + 1);
      int swapped = a[k];
      a[k] = a[j];
      a[j] = swapped;
    }
    return a;
  }

  /** The 64 bits of state, as saved. */
  public long state() {
    return state;
  }
}
