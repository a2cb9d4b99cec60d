package dev.reprise.compiler.target;

import java.util.List;

/**
 * What a target's core and memories draw from its supply (docs/energy.md).
 *
 * @param supplyVolts at which the currents hold
 * @param run currents by clock, ascending
 * @param runSource datasheet and table of {@code run}
 * @param sleep while the core waits for an interrupt with its clocks running, as the ready-made firmware does
 * @param stop with the clocks stopped and memory kept; null where no figure is given
 */
public record PowerModel(double supplyVolts, List<Point> run, String runSource, Still sleep, Still stop) {
  /** Current at a clock. */
  public record Point(long hz, double milliamps) {}

  /**
   * Current while nothing is computed.
   *
   * @param source datasheet and table, with the word {@code unverified} where it was not checked against the document
   */
  public record Still(double milliamps, String source) {}

  public PowerModel {
    run = List.copyOf(run);
  }

  /** Current while the core runs at {@code hz}: between two clocks of the table on the line between them, beyond them in proportion to the nearest. */
  public double runMilliamps(long hz) {
    Point below = null;
    for (Point p : run) {
      if (p.hz() == hz) {
        return p.milliamps();
      }
      if (p.hz() > hz) {
        return below == null ? p.milliamps() * hz / p.hz() : below.milliamps() + (p.milliamps() - below.milliamps()) * (hz - below.hz()) / (p.hz() - below.hz());
      }
      below = p;
    }
    return below.milliamps() * hz / below.hz();
  }
}
