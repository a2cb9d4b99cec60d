package dev.reprise.host.measure;

import dev.reprise.simulators.cycles.Cycles;
import java.util.List;

/**
 * ESTIMATED cycles of a model on its core, from one inference, some samples put into the replay memory and one event (docs/cycles.md).
 *
 * @param core whose timing table was used
 * @param samples of the event, new and to be put into the replay memory alike
 * @param calls every kernel call of the model, in the order of report.json, then what the learner calls
 * @param rest everything else: start, learner, copies
 */
public record KernelCycles(String core, int samples, List<Call> calls, Cycles rest) {
  /**
   * @param phase title of its phase
   * @param layer node of the graph; {@code (all)} where the calls of a kernel cannot be told apart
   * @param count how often it was made
   * @param total of all of them
   */
  public record Call(String phase, String layer, String kernel, long count, Cycles total) {}

  public KernelCycles {
    calls = List.copyOf(calls);
  }
}
