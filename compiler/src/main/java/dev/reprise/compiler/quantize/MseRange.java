package dev.reprise.compiler.quantize;

/**
 * The range of least mean squared error. With b values inside the range and a step s, rounding costs b*s^2/12 (a uniform error within each
 * step); each value v beyond an end e costs (v - e)^2. Both follow from prefix sums over the histogram, so that every pair of ends on a grid
 * is tried. Method: choosing the clipping value that balances the two errors, as in R. Banner et al., "Post training 4-bit quantization of
 * convolutional networks for rapid-deployment" (2019), here from the measured distribution instead of a fitted one.
 */
final class MseRange {
  /** Ends lie on every eighth edge of the histogram. */
  private static final int GRID = 8;

  private final Histogram h;
  private final double[] n = new double[Histogram.BINS + 1];
  private final double[] sum = new double[Histogram.BINS + 1];
  private final double[] squares = new double[Histogram.BINS + 1];

  private MseRange(Histogram h) {
    this.h = h;
    for (int i = 0; i < Histogram.BINS; i++) {
      double x = (h.edge(i) + h.edge(i + 1)) / 2;
      n[i + 1] = n[i] + h.count(i);
      sum[i + 1] = sum[i] + h.count(i) * x;
      squares[i + 1] = squares[i] + h.count(i) * x * x;
    }
  }

  static Range choose(Histogram h) {
    return new MseRange(h).search();
  }

  private Range search() {
    int bestFirst = 0;
    int bestLast = Histogram.BINS;
    double best = error(bestFirst, bestLast);
    for (int first = 0; first < Histogram.BINS && h.edge(first) <= 0; first += GRID) {
      for (int last = Histogram.BINS; last > first && h.edge(last) >= 0; last -= GRID) {
        double e = error(first, last);
        if (e < best) {
          best = e;
          bestFirst = first;
          bestLast = last;
        }
      }
    }
    float min = bestFirst == 0 ? h.range().min() : (float) h.edge(bestFirst);
    float max = bestLast == Histogram.BINS ? h.range().max() : (float) h.edge(bestLast);
    return Range.covering(min, max);
  }

  /** Expected squared error, summed over all values, of the range from edge {@code first} to edge {@code last}. */
  private double error(int first, int last) {
    double low = h.edge(first);
    double high = h.edge(last);
    double step = (high - low) / QParams.MAX_CODE;
    double rounding = (n[last] - n[first]) * step * step / 12;
    return rounding + clipping(0, first, low) + clipping(last, Histogram.BINS, high);
  }

  /** Sum of (v - end)^2 over the bins from {@code from} to {@code to}. */
  private double clipping(int from, int to, double end) {
    double count = n[to] - n[from];
    return Math.max(0, squares[to] - squares[from] - 2 * end * (sum[to] - sum[from]) + end * end * count);
  }
}
