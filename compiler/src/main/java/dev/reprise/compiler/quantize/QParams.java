package dev.reprise.compiler.quantize;

/**
 * Scale and zero point of unsigned 8-bit codes: {@code x = scale*(q - zeroPoint)} (docs/numerics.md, N6).
 *
 * @param scale positive and finite
 * @param zeroPoint 0..255
 */
public record QParams(float scale, int zeroPoint) {
  public static final int MAX_CODE = 255;

  public QParams {
    if (!(scale > 0) || Float.isInfinite(scale) || zeroPoint < 0 || zeroPoint > MAX_CODE) {
      throw new IllegalArgumentException("scale " + scale + ", zero point " + zeroPoint);
    }
  }

  /** Parameters whose codes 0..255 span {@code range}; zero point 0 where nothing is negative. */
  public static QParams of(Range range) {
    double scale = ((double) range.max() - range.min()) / MAX_CODE;
    if (scale < Float.MIN_NORMAL) {
      return new QParams(1f, 0);
    }
    float s = (float) scale;
    return new QParams(s, clamp(Math.rint(-range.min() / (double) s)));
  }

  /** The code nearest to {@code x}, halves upwards; NaN gives the zero point. Computed in double (compile time). */
  public int code(double x) {
    return Double.isNaN(x) ? zeroPoint : clamp(zeroPoint + Math.floor(x / scale + 0.5));
  }

  /** The real value of {@code code}. */
  public double real(int code) {
    return (double) scale * (code - zeroPoint);
  }

  /** The largest |q - zeroPoint|. */
  public int magnitude() {
    return Math.max(zeroPoint, MAX_CODE - zeroPoint);
  }

  private static int clamp(double code) {
    return (int) Math.max(0, Math.min(MAX_CODE, code));
  }
}
