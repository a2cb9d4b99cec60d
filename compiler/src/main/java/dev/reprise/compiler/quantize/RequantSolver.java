package dev.reprise.compiler.quantize;

/** Finds the fixed-point form of a real multiplier (docs/numerics.md, N6.1). */
public final class RequantSolver {
  /** Multipliers from here on are refused; below it l is at most 15, also where the mantissa rounds up to the next power of two. */
  public static final double LIMIT = 0x1p12;

  private static final int MAX_R = 31;

  /** Of m: as many as a float has. */
  private static final int SIGNIFICANT_BITS = 24;

  private RequantSolver() {}

  /**
   * The {@code m * 2^(l-32-r)} nearest to {@code multiplier}: relative error at most 2^-24. A multiplier below 2^-33 becomes 2^-33, which
   * gives 0 for every 32-bit accumulator, as the exact multiplier does.
   *
   * @param multiplier positive, below {@link #LIMIT}
   * @throws IllegalArgumentException outside that interval
   */
  public static Requant solve(double multiplier) {
    if (!(multiplier > 0) || multiplier >= LIMIT) {
      throw new IllegalArgumentException("multiplier " + multiplier);
    }
    if (multiplier < 0x1p-33) {
      return new Requant(1 << 30, 0, MAX_R);
    }
    int exponent = Math.getExponent(multiplier) + 1; // multiplier = fraction * 2^exponent, fraction in [0.5, 1)
    long m = Math.round(Math.scalb(multiplier, SIGNIFICANT_BITS - exponent)) << (31 - SIGNIFICANT_BITS);
    if (m == 1L << 31) {
      m = 1L << 30;
      exponent++;
    }
    // m * 2^(exponent-31) = m * 2^(l-32-r): r - l = -1 - exponent, and r is at least 1
    int l = Math.max(0, exponent + 2);
    int r = Math.max(1, -1 - exponent);
    return new Requant((int) m, l, r);
  }

  /** Whether {@code acc << l} fits 32 bits for every accumulator of at most {@code bound} in magnitude. */
  public static boolean fits(long bound, Requant requant) {
    return bound <= Integer.MAX_VALUE >> requant.l();
  }
}
