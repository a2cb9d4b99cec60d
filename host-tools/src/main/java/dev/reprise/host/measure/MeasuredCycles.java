package dev.reprise.host.measure;

import java.util.List;

/**
 * Cycles that a device MEASURED with the counter of its core (docs/cycles.md), in a run like that of {@link KernelCycles}.
 *
 * @param device as the link names it
 * @param samples of the event, new and to be put into the replay memory alike
 * @param calls every kernel call of the model, in the order of report.json, then what the learner calls, the learner and the link
 * @param phases sums of {@code calls}, those without calls included
 * @param lineCycles spent on sending answers: waiting for the line
 */
public record MeasuredCycles(String device, int samples, List<Call> calls, List<Phase> phases, long lineCycles) {
  /**
   * @param phase title of its phase
   * @param layer node of the graph; {@code (all)} for what is not of one layer
   * @param count how often it was made
   */
  public record Call(String phase, String layer, String kernel, long count, long measuredCycles) {}

  /** @param phase its title */
  public record Phase(String phase, long measuredCycles) {}

  public MeasuredCycles {
    calls = List.copyOf(calls);
    phases = List.copyOf(phases);
  }

  static MeasuredCycles of(String device, int samples, List<Call> calls, long lineCycles) {
    List<Phase> phases =
        WorkPhase.TITLES.stream()
            .map(title -> new Phase(title, calls.stream().filter(c -> c.phase().equals(title)).mapToLong(Call::measuredCycles).sum()))
            .toList();
    return new MeasuredCycles(device, samples, calls, phases, lineCycles);
  }
}
