package dev.reprise.host.measure;

import dev.reprise.simulators.cycles.Cycles;
import java.util.List;

/**
 * ESTIMATED cycles of a model on its core, from one inference, some samples put into the replay memory and one event (docs/cycles.md).
 *
 * @param core whose timing table was used
 * @param standIn what ran in place of the board, in words; null where the board itself was emulated
 * @param samples of the event, new and to be put into the replay memory alike
 * @param calls every kernel call of the model, in the order of report.json, then what the learner calls, the learner and the link
 * @param phases sums of {@code calls}, in the order of {@link WorkPhase}, those without calls included
 * @param rest start, and what drives the run: no part of the learner
 */
public record KernelCycles(String core, String standIn, int samples, List<Call> calls, List<Phase> phases, Cycles rest) {
  /**
   * @param phase title of its phase
   * @param layer node of the graph; {@code (all)} where the calls of a kernel are not told apart
   * @param count how often it was made
   * @param total of all of them
   */
  public record Call(String phase, String layer, String kernel, long count, Cycles total) {}

  /** @param phase its title */
  public record Phase(String phase, Cycles total) {}

  public KernelCycles {
    calls = List.copyOf(calls);
    phases = List.copyOf(phases);
  }

  static KernelCycles of(String core, String standIn, int samples, List<Call> calls, Cycles rest) {
    List<Phase> phases =
        WorkPhase.TITLES.stream()
            .map(title -> new Phase(title, calls.stream().filter(c -> c.phase().equals(title)).map(Call::total).reduce(Cycles.NONE, Cycles::plus)))
            .toList();
    return new KernelCycles(core, standIn, samples, calls, phases, rest);
  }
}
