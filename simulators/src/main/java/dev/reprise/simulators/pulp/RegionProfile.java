package dev.reprise.simulators.pulp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened while the controller was in one region of its program ({@link PulpMachine#regions}).
 *
 * @param number of the region
 * @param entries how often it was entered
 * @param cycles from each entry to the next change of region
 * @param instructions of each core: workers, controller, fabric controller
 * @param causes of each core; causes without cycles are absent. An instruction counts where it begins
 * @param dmaBytes of transfers that were begun
 * @param dmaCycles in which data of these move
 */
public record RegionProfile(
    int number, long entries, long cycles, List<Long> instructions, List<Map<Cause, Long>> causes, long dmaBytes, long dmaCycles) {
  public RegionProfile {
    instructions = List.copyOf(instructions);
    causes = List.copyOf(causes);
  }

  /** Sums of the first {@code cores} cores, the workers in their order. */
  public Map<Cause, Long> causesOf(int cores) {
    Map<Cause, Long> sum = new EnumMap<>(Cause.class);
    causes.subList(0, cores).forEach(of -> of.forEach((cause, cycles) -> sum.merge(cause, cycles, Long::sum)));
    return sum;
  }
}
