package dev.reprise.host.measure;

/**
 * A battery, all of whose charge reaches the chip (no loss in a regulator, no self-discharge).
 *
 * @param volts on average over its discharge
 */
public record Battery(double milliampHours, double volts) {
  private static final double SECONDS_PER_HOUR = 3600;

  public double joules() {
    return milliampHours / 1000 * SECONDS_PER_HOUR * volts;
  }

  /** Hours that it lasts at an average power of {@code watts}. */
  public double hours(double watts) {
    return joules() / watts / SECONDS_PER_HOUR;
  }
}
