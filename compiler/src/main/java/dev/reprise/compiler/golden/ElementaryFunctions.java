package dev.reprise.compiler.golden;

/**
 * The elementary functions of docs/numerics.md, N4 (and N3.4, N3.5, which are made of them): the same steps in binary32 as the C kernels,
 * each rounded by itself. Errors against double: at most 2 ulp (exp, log), 3 ulp (cosPi), 4 ulp (tanh, sigmoid).
 */
public final class ElementaryFunctions {
  private ElementaryFunctions() {}

  /** N4.1. */
  public static float exp(float x) {
    if (Float.isNaN(x)) {
      return x;
    }
    if (x > 88.72283f) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < -87.33654f) {
      return 0f;
    }
    float t = x * 0x1.715476p+0f;
    int n = (int) (t + (t >= 0f ? 0.5f : -0.5f));
    float r = (x - n * 0x1.62e400p-1f) - n * 0x1.7f7d1cp-20f;
    float p = r * 1.9875691e-4f + 1.3981999e-3f;
    p = p * r + 8.3334519e-3f;
    p = p * r + 4.1665796e-2f;
    p = p * r + 1.6666665e-1f;
    p = p * r + 5.0000001e-1f;
    float y = (p * (r * r) + r) + 1f;
    return y * powerOfTwo(n / 2) * powerOfTwo(n - n / 2);
  }

  /** 2^n for -126 <= n <= 127, exact. */
  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /** N4.2. */
  public static float log(float x) {
    if (x < 0f || Float.isNaN(x)) {
      return Float.NaN;
    }
    if (x == 0f) {
      return Float.NEGATIVE_INFINITY;
    }
    if (x == Float.POSITIVE_INFINITY) {
      return x;
    }
    int e = 0;
    if (x < Float.MIN_NORMAL) {
      x = x * 0x1p23f;
      e = -23;
    }
    int bits = Float.floatToRawIntBits(x);
    e += (bits >> 23) - 126;
    float m = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
    if (Float.floatToRawIntBits(m) < 0x3f3504f3) {
      m = m + m;
      e--;
    }
    float f = m - 1f;
    float z = f * f;
    float p = f * 7.0376836292e-2f - 1.1514610310e-1f;
    p = p * f + 1.1676998740e-1f;
    p = p * f - 1.2420140846e-1f;
    p = p * f + 1.4249322787e-1f;
    p = p * f - 1.6668057665e-1f;
    p = p * f + 2.0000714765e-1f;
    p = p * f - 2.4999993993e-1f;
    p = p * f + 3.3333331174e-1f;
    float y = (p * f) * z;
    y = y + e * -2.12194440e-4f;
    y = y - 0.5f * z;
    return (f + y) + e * 0.693359375f;
  }

  /** N3.5 with N4.3. */
  public static float tanh(float x) {
    float magnitude = Math.abs(x);
    if (magnitude < 0.625f || Float.isNaN(x)) {
      float z = x * x;
      float p = z * -5.70498872745e-3f + 2.06390887954e-2f;
      p = p * z - 5.37397155531e-2f;
      p = p * z + 1.33314422036e-1f;
      p = p * z - 3.33332819422e-1f;
      return (p * z) * x + x;
    }
    float t = exp(-2f * magnitude);
    float r = (1f - t) / (1f + t);
    return x < 0f ? -r : r;
  }

  /** N3.4. */
  public static float sigmoid(float x) {
    float t = exp(-Math.abs(x));
    return x >= 0f ? 1f / (1f + t) : t / (1f + t);
  }

  /** cos(pi*t) for t in [0, 1]; N4.4. */
  public static float cosPi(float t) {
    float u = 0.5f - t;
    float a = u * 3.14159274f;
    float z = a * a;
    float p = z * 1.6059044e-10f - 2.5052108e-8f;
    p = p * z + 2.7557319e-6f;
    p = p * z - 1.9841270e-4f;
    p = p * z + 8.3333333e-3f;
    p = p * z - 1.6666667e-1f;
    return (p * z) * a + a;
  }
}
