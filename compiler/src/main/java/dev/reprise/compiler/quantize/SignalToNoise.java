package dev.reprise.compiler.quantize;

/** Power of a signal against the power of its error, accumulated. */
final class SignalToNoise {
  /** What an error of zero is reported as, so that every figure is finite. */
  static final double MAX_DB = 200;

  private double signal;
  private double noise;

  void add(double exact, double approximate) {
    signal += exact * exact;
    noise += (exact - approximate) * (exact - approximate);
  }

  /** 10*log10(signal/noise), within +-{@link #MAX_DB}; 0 dB where the signal is 0 and the error is not. */
  double decibels() {
    if (noise == 0) {
      return MAX_DB;
    }
    return signal == 0 ? 0 : Math.max(-MAX_DB, Math.min(MAX_DB, 10 * Math.log10(signal / noise)));
  }
}
