package dev.reprise.host.bench;

import dev.reprise.simulators.pulp.Cause;
import java.util.List;
import java.util.Map;

/**
 * What {@code reprise bench} found on a PULP cluster. Cycles are MEASURED on the built-in simulator (docs/pulp-simulator.md).
 *
 * @param l1Bytes that all operands lie in
 * @param targetL1Bytes that the target has
 * @param compiler version that built the kernels
 * @param seed of random shapes; null for the built-in ones
 * @param rule how random shapes are drawn; null for the built-in ones
 */
public record ClusterReport(String target, int workers, int fpus, int l1Bytes, long targetL1Bytes, String compiler, Long seed, String rule, List<Row> rows) {
  /**
   * @param phase title of its phase
   * @param portable whether the kernel is the one that every target has
   * @param cores of the team
   * @param cycles of the second of two calls, fork and barriers included
   * @param instructions of the team; of the controller for a kernel that it runs alone, as for the causes
   * @param limitMacsPerCycle what the arithmetic alone allows so many cores: one multiply-accumulate a cycle on each floating-point unit that they have, four on each core in integers
   * @param ratio of the figure to the limit
   * @param neededMacsPerCycle figure that such work is held to with all workers; null where there is none
   * @param neededRatio of the figure to it; null where there is none
   * @param speedup against one core; null where that was not measured
   * @param cyclesByCause of a core of the team on average: issue, and what was lost to what; together they are the cycles, but for those of the last instruction
   * @param small whether the shape is too small to be held to a figure
   */
  public record Row(
      String family,
      String phase,
      String kernel,
      boolean portable,
      String shape,
      int cores,
      long macs,
      long cycles,
      double macsPerCycle,
      long instructions,
      double instructionsPerMac,
      double limitMacsPerCycle,
      double ratio,
      Double neededMacsPerCycle,
      Double neededRatio,
      Double speedup,
      Map<Cause, Double> cyclesByCause,
      boolean small) {}

  public ClusterReport {
    rows = List.copyOf(rows);
  }

  /** The smallest ratio to a needed figure of a shape that is not small; 1 where none is held to one. */
  public double worst() {
    return rows.stream().filter(r -> !r.small() && r.neededRatio() != null).mapToDouble(Row::neededRatio).min().orElse(1);
  }

  /** How many calls run a kernel that every target has. */
  public long portable() {
    return rows.stream().filter(Row::portable).count();
  }
}
