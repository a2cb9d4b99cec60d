package dev.reprise.compiler.quantize;

/** An interval of real values that 256 codes are to cover; always contains 0, so that 0 has an exact code. */
public record Range(float min, float max) {
  public Range {
    if (!(min <= 0 && max >= 0) || Float.isInfinite(min) || Float.isInfinite(max)) {
      throw new IllegalArgumentException("[" + min + ", " + max + "] is not a finite interval around 0");
    }
  }

  /** The smallest range that holds {@code a}, {@code b} and 0. */
  public static Range covering(float a, float b) {
    // + 0f turns -0 into +0, so that equal ranges are equal records
    return new Range(Math.min(0f, Math.min(a, b)) + 0f, Math.max(0f, Math.max(a, b)) + 0f);
  }

  /** The smallest range that holds {@code values} and 0. */
  public static Range of(float... values) {
    float min = 0f;
    float max = 0f;
    for (float v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    return covering(min, max);
  }
}
