package dev.reprise.simulators.pulp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened while the controller was in one region of its program ({@link PulpMachine#regions}).
 *
 * @param number of the region
 * @param entries how often it was entered
 * @param cycles from each change to it to the next change of region
 * @param instructions of each core: workers, controller, fabric controller
 * @param causes of each core; causes without cycles are absent. An instruction counts where it begins
 * @param dmaBytes of transfers that were begun
 * @param dmaCycles in which data of these move
 * @param dmaHiddenCycles in which data moved while a worker was awake
 */
public record RegionProfile(
    int number, long entries, long cycles, List<Long> instructions, List<Map<Cause, Long>> causes, long dmaBytes, long dmaCycles, long dmaHiddenCycles) {
  public RegionProfile {
    instructions = List.copyOf(instructions);
    causes = List.copyOf(causes);
  }

  /** Of the cores from {@code first} to before {@code end} on average: workers in their order, controller, fabric controller. */
  public Map<Cause, Double> causesOf(int first, int end) {
    Map<Cause, Double> mean = new EnumMap<>(Cause.class);
    causes.subList(first, end).forEach(of -> of.forEach((cause, cycles) -> mean.merge(cause, (double) cycles / (end - first), Double::sum)));
    return mean;
  }
}
