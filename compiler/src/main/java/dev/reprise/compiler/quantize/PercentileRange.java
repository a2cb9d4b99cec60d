package dev.reprise.compiler.quantize;

/** The range between two percentiles of a histogram. */
final class PercentileRange {
  static final double DEFAULT_PERCENT = 99.99;

  private PercentileRange() {}

  /** The range that leaves out at most {@code 100 - percent} percent of the values at either end, to a bin's edge; contains 0. */
  static Range choose(Histogram h, double percent) {
    long total = h.zeros();
    for (int i = 0; i < Histogram.BINS; i++) {
      total += h.count(i);
    }
    long spare = (long) Math.floor(total * (100 - percent) / 100);
    int first = 0;
    for (long left = spare; first < Histogram.BINS && h.edge(first + 1) <= 0 && left >= h.count(first); first++) {
      left -= h.count(first);
    }
    int last = Histogram.BINS;
    for (long left = spare; last > 0 && h.edge(last - 1) >= 0 && left >= h.count(last - 1); last--) {
      left -= h.count(last - 1);
    }
    // the outermost edges are the exact minimum and maximum
    float min = first == 0 ? h.range().min() : (float) h.edge(first);
    float max = last == Histogram.BINS ? h.range().max() : (float) h.edge(last);
    return Range.covering(min, max);
  }
}
