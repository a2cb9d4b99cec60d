package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.quantize.Requant;

/** Codes and their fixed-point arithmetic. */
final class Codes {
  private Codes() {}

  /** {@code code - zeroPoint} of every code. */
  static int[] centred(byte[] codes, int zeroPoint) {
    int[] values = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      values[i] = (codes[i] & 0xff) - zeroPoint;
    }
    return values;
  }

  /** N6.1. */
  static byte requantize(int acc, Requant q, int zeroPoint, int low, int high) {
    int high32 = (int) (((long) (acc << q.l()) * q.m()) >> 32);
    return clamp(zeroPoint + ((high32 + (1 << (q.r() - 1))) >> q.r()), low, high);
  }

  static byte clamp(int code, int low, int high) {
    return (byte) Math.max(low, Math.min(high, code));
  }
}
