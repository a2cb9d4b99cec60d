package dev.reprise.compiler.golden;

/** Real input values to codes (docs/numerics.md, N6.8). */
public final class QuantizeInput {
  private QuantizeInput() {}

  /** {@code clamp(zeroPoint + rne(x/scale), 0, 255)}; NaN gives the zero point. */
  public static byte code(float x, float scale, int zeroPoint) {
    float ratio = x / scale;
    if (Float.isNaN(ratio)) {
      return (byte) zeroPoint;
    }
    return (byte) Math.max(0.0, Math.min(255.0, zeroPoint + Math.rint(ratio)));
  }

  public static byte[] codes(float[] x, float scale, int zeroPoint) {
    byte[] codes = new byte[x.length];
    for (int i = 0; i < x.length; i++) {
      codes[i] = code(x[i], scale, zeroPoint);
    }
    return codes;
  }
}
