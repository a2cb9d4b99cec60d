package dev.reprise.compiler.kernel;

import dev.reprise.compiler.quantize.Requant;
import java.math.BigInteger;

/**
 * Output stage of one channel for the {@code _xpulp} kernels, {@code rp_xpulp_channel} in C.
 *
 * @param bias that is added to the kernel's sums
 * @param scale the multiplier as a float, or 0 where {@code fma(sum, scale, 1.5*2^23 + zp)}, whose lowest 16 bits are a code before the clamp, does not end in the
 *     code of N6.1 for every sum
 */
public record XpulpChannel(int bias, float scale, Requant requant) {
  private static final float WHOLE = 0x1.8p23f;
  private static final int MOST_CODE = 255;
  private static final int MOST_HELD = (1 << 23) - 1;

  /** @param bound no sum, bias included, is larger in magnitude */
  static XpulpChannel of(int bias, Requant requant, int zeroPoint, long bound) {
    float scale = (float) Math.scalb((double) requant.m(), requant.l() - 32 - requant.r());
    boolean halves = bound * (double) scale + zeroPoint + 1 <= Short.MAX_VALUE;
    // kernels may hold sums below 2^23
    boolean held = bound < MOST_HELD || MOST_HELD * (double) scale > MOST_CODE + 1;
    return new XpulpChannel(bias, halves && held && agree(requant, scale, zeroPoint, bound) ? scale : 0, requant);
  }

  /** Whether both formulas give the same codes. Both grow with the sum: so they do if they agree at both ends, and on both sides of every step of N6.1. */
  private static boolean agree(Requant q, float scale, int zeroPoint, long bound) {
    if (!agreeAt(-bound, q, scale, zeroPoint) || !agreeAt(bound, q, scale, zeroPoint)) {
      return false;
    }
    for (int code = 1; code <= MOST_CODE; code++) {
      long step = step(q, code - zeroPoint);
      if (step > -bound && step <= bound && !(agreeAt(step - 1, q, scale, zeroPoint) && agreeAt(step, q, scale, zeroPoint))) {
        return false;
      }
    }
    return true;
  }

  /** The least sum that N6.1 takes to at least {@code n} before zero point and clamp: {@code floor(sum*m*2^(l-32-r) + 1/2) >= n}. */
  private static long step(Requant q, int n) {
    BigInteger[] division = BigInteger.valueOf(2L * n - 1).shiftLeft(31 + q.r() - q.l()).divideAndRemainder(BigInteger.valueOf(q.m()));
    return division[0].longValueExact() + (division[1].signum() > 0 ? 1 : 0);
  }

  /** The multiplication and the addition may be rounded once or, as in simulators that compute through double, twice. */
  private static boolean agreeAt(long sum, Requant q, float scale, int zeroPoint) {
    float x = sum;
    float whole = WHOLE + zeroPoint;
    int expected = clamped(zeroPoint + (((sum << q.l()) * q.m() >> 32) + (1L << q.r() - 1) >> q.r()));
    return clamped(wholeNumber(Math.fma(x, scale, whole))) == expected && clamped(wholeNumber((float) ((double) x * scale + whole))) == expected;
  }

  private static long wholeNumber(float value) {
    return Float.floatToRawIntBits(value) - (long) Float.floatToRawIntBits(WHOLE);
  }

  private static int clamped(long code) {
    return (int) Math.max(0, Math.min(MOST_CODE, code));
  }
}
