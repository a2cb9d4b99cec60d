package dev.reprise.compiler.learn;

/** How {@code mac(acc, a, b)} rounds (docs/numerics.md, N1.2). */
public enum Accumulate {
  /** Multiply, round, add, round: Cortex-M4. */
  SEPARATE,
  /** One rounding: Cortex-M7, RV32, PULP, host. */
  FUSED,
  /** Product and sum in binary64, rounded to binary32: only to check runs on simulators that compute so. */
  DOUBLE_ROUNDED;

  public float mac(float acc, float a, float b) {
    return switch (this) {
      case SEPARATE -> acc + a * b;
      case FUSED -> Math.fma(a, b, acc);
      case DOUBLE_ROUNDED -> (float) ((double) a * b + acc);
    };
  }
}
