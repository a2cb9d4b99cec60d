package dev.reprise.host.measure;

import dev.reprise.simulators.pulp.Cause;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Cycles of a model on a PULP cluster, MEASURED on the built-in simulator, from one inference, some samples put into the replay memory and one event (docs/cycles.md).
 *
 * @param workers cores of the team
 * @param samples of the event, new and to be put into the replay memory alike
 * @param calls every kernel call of the model, in the order of report.json, then what the learner calls, the learner and the link
 * @param phases sums of {@code calls}, those without calls included
 * @param rest cycles of start-up and of what drives the run: no part of the learner
 * @param l3Bytes moved between L3 and L2 in all
 * @param l3Cycles in which the bus of L3 was taken
 * @param inference cycles of one: frozen stage, latent, adaptive forward
 * @param minibatchSamples of a minibatch with the training settings compiled in and a full replay memory
 * @param minibatch cycles of one
 */
public record ClusterCycles(
    String target,
    int workers,
    int samples,
    List<Call> calls,
    List<Phase> phases,
    long rest,
    long l3Bytes,
    long l3Cycles,
    double inference,
    int minibatchSamples,
    double minibatch) {
  /**
   * @param phase title of its phase
   * @param layer node of the graph; {@code (all)} for what is not of one layer
   * @param count how often it was made
   * @param macs multiply-accumulates of all calls together; 0 where there are none
   * @param work of all calls together
   */
  public record Call(String phase, String layer, String kernel, long count, long macs, Work work) {}

  /** @param phase its title */
  public record Phase(String phase, Work work) {}

  /**
   * @param cycles from begin to end
   * @param cores that worked: the team, or 1 where the controller did alone
   * @param causes of one of them on average: issue, and cycles lost
   * @param dmaBytes moved between L2 and L1
   * @param dmaCycles in which they moved
   * @param dmaHiddenCycles of these, those in which a worker was awake
   */
  public record Work(long cycles, int cores, Map<Cause, Double> causes, long dmaBytes, long dmaCycles, long dmaHiddenCycles) {
    static final Work NONE = new Work(0, 1, Map.of(), 0, 0, 0);

    Work plus(Work other) {
      Map<Cause, Double> sum = new EnumMap<>(Cause.class);
      sum.putAll(causes);
      other.causes.forEach((cause, cycles) -> sum.merge(cause, cycles, Double::sum));
      return new Work(
          cycles + other.cycles, Math.max(cores, other.cores), sum, dmaBytes + other.dmaBytes, dmaCycles + other.dmaCycles, dmaHiddenCycles + other.dmaHiddenCycles);
    }
  }

  public ClusterCycles {
    calls = List.copyOf(calls);
    phases = List.copyOf(phases);
  }
}
