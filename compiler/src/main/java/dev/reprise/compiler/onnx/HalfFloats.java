package dev.reprise.compiler.onnx;

/** IEEE 754 binary16 and bfloat16 to binary32, which is exact, and binary32 to binary16, rounded to nearest even. */
public final class HalfFloats {
  private HalfFloats() {}

  /** The value of the binary16 number with these 16 bits. */
  public static float fromHalf(int bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int wide = exponent == 31 ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** The value of the bfloat16 number with these 16 bits. */
  public static float fromBrain(int bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** {@code x} rounded to binary16, as a binary32 number. */
  public static float roundToHalf(float x) {
    float magnitude = Math.abs(x);
    if (!(magnitude < 65520f)) {
      return Float.isNaN(x) ? x : Math.copySign(Float.POSITIVE_INFINITY, x);
    }
    // adding and taking away a power of two rounds to its last place; the spacing of binary16 is 2^(exponent-10), at least 2^-24
    float shifter = Math.scalb(1.5f, Math.max(Math.getExponent(magnitude), -14) - 10 + 23);
    return Math.copySign((magnitude + shifter) - shifter, x);
  }
}
