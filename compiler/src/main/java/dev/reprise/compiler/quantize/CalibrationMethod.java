package dev.reprise.compiler.quantize;

import java.util.Locale;

/** How the range of a value is chosen from what the calibration samples show. */
public enum CalibrationMethod {
  /** From the smallest to the largest value seen. */
  MIN_MAX {
    @Override
    Range choose(Histogram histogram) {
      return histogram.range();
    }
  },
  /** Leaves out the share of values beyond {@link PercentileRange#DEFAULT_PERCENT} at each end. */
  PERCENTILE {
    @Override
    Range choose(Histogram histogram) {
      return PercentileRange.choose(histogram, PercentileRange.DEFAULT_PERCENT);
    }
  },
  /** The range of least expected mean squared error between clipping and rounding; the default. */
  MSE {
    @Override
    Range choose(Histogram histogram) {
      return MseRange.choose(histogram);
    }
  };

  abstract Range choose(Histogram histogram);

  /** The name on the command line: {@code min-max}, {@code percentile}, {@code mse}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
