package dev.reprise.host.bench;

import dev.reprise.simulators.cycles.InstructionClass;
import java.util.List;
import java.util.Map;

/**
 * What {@code reprise bench} found. Instructions are exact for this compiler; cycles are ESTIMATED (docs/cycles.md).
 *
 * @param target its name, with what stood in for it
 * @param core whose timing table was used
 * @param accumulate how the kernels were built
 * @param compiler version that built them
 * @param networks whole frozen stages, from firmware that the compiler made
 */
public record BenchReport(String target, String core, String accumulate, String compiler, List<Row> rows, List<Network> networks) {
  /**
   * @param estimatedStalls more cycles in the variant where every use of a floating-point result directly behind its producer waits
   * @param limitCyclesPerMac what the arithmetic alone takes under the timing table
   * @param ratio of the estimate to the limit
   * @param mix instructions by class
   */
  public record Row(
      String kernel,
      String shape,
      long macs,
      long instructions,
      double instructionsPerMac,
      long estimatedCycles,
      double estimatedCyclesPerMac,
      long estimatedStalls,
      double limitCyclesPerMac,
      double ratio,
      Map<InstructionClass, Long> mix) {}

  /**
   * The frozen stage of a network, for one sample.
   *
   * @param kernelBytes code and tables of all kernels in the learner, those of its training included
   */
  public record Network(
      String network,
      long macs,
      long instructions,
      long estimatedCycles,
      double estimatedCyclesPerMac,
      double limitCyclesPerMac,
      double ratio,
      long kernelBytes) {}

  public BenchReport {
    rows = List.copyOf(rows);
    networks = List.copyOf(networks);
  }
}
