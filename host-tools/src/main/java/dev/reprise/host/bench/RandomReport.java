package dev.reprise.host.bench;

import java.util.List;

/**
 * What {@code reprise bench --random} found. Cycles are ESTIMATED (docs/cycles.md).
 *
 * @param target its name, with what stood in for it
 * @param rule how shapes are drawn
 * @param smallRule which of them are held to no figure
 */
public record RandomReport(String target, String core, String compiler, long seed, String rule, String smallRule, List<Row> rows) {
  /**
   * @param family and {@code phase} of the work
   * @param kernel that the compiler chose
   * @param portable whether it is the one that every target has
   * @param like the row of the table of needed figures that is nearest
   * @param ratio of the estimate to {@code neededCyclesPerMac}
   * @param small whether the shape is held to no figure
   */
  public record Row(
      String family,
      String phase,
      String kernel,
      boolean portable,
      String shape,
      long macs,
      long instructions,
      double estimatedCyclesPerMac,
      String like,
      double neededCyclesPerMac,
      double ratio,
      boolean small) {}

  public RandomReport {
    rows = List.copyOf(rows);
  }

  /** The largest ratio of a shape that is not small; 0 without one. */
  public double worst() {
    return rows.stream().filter(r -> !r.small()).mapToDouble(Row::ratio).max().orElse(0);
  }
}
