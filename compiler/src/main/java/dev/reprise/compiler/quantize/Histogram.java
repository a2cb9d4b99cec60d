package dev.reprise.compiler.quantize;

/**
 * How often which values occur in one tensor of the float graph over all samples: equal bins over a range that is known beforehand. Exact zeros,
 * which every choice of scale represents without error, are counted apart.
 */
final class Histogram {
  static final int BINS = 2048;

  private final Range range;
  private final long[] counts = new long[BINS];
  private final double binWidth;
  private final double perUnit;
  private long zeros;

  Histogram(Range range) {
    this.range = range;
    double width = (double) range.max() - range.min();
    this.binWidth = width / BINS;
    this.perUnit = width > 0 ? BINS / width : 0;
  }

  /** Counts {@code values}, all of which lie in the range. */
  void add(float[] values) {
    for (float v : values) {
      if (v == 0) {
        zeros++;
      } else {
        counts[Math.min(BINS - 1, (int) ((v - range.min()) * perUnit))]++;
      }
    }
  }

  Range range() {
    return range;
  }

  long count(int bin) {
    return counts[bin];
  }

  long zeros() {
    return zeros;
  }

  /** The value at the lower edge of {@code bin}; the upper edge of the last is {@code edge(BINS)}. */
  double edge(int bin) {
    return range.min() + bin * binWidth;
  }
}
