package dev.reprise.host.link;

/** Smoothed round-trip time of one kind of request and the time-out that follows from it (Jacobson and Karels; RFC 6298). */
final class RoundTrip {
  private final LinkTiming timing;
  private double mean = -1;
  private double deviation;

  RoundTrip(LinkTiming timing) {
    this.timing = timing;
  }

  /** Takes a measured time; of requests that were sent once only, since an answer does not say which sending it answers (Karn). */
  void measured(double millis) {
    if (mean < 0) {
      mean = millis;
      deviation = millis / 2;
    } else {
      deviation = 0.75 * deviation + 0.25 * Math.abs(mean - millis);
      mean = 0.875 * mean + 0.125 * millis;
    }
  }

  /** Milliseconds to wait, doubled {@code doublings} times. */
  int timeout(int doublings) {
    double base = mean < 0 ? timing.initial() : mean + 4 * deviation;
    double backedOff = Math.max(base, timing.least()) * (1 << Math.min(doublings, 6));
    return (int) Math.min(Math.max(backedOff, timing.least()), timing.most());
  }

  /** Milliseconds of one round trip; the least time-out before one was measured. */
  double millis() {
    return mean < 0 ? timing.least() : mean;
  }
}
