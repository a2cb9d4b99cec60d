package dev.reprise.compiler.memory;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Finds out which changes of a configuration would make it fit. The caller says what can be changed (split, replay slots, bits, micro-batch, momentum,
 * event latents) and what each change costs; the advisor plans each and keeps those that fit.
 */
public final class FitAdvisor {
  /** How many changes are named. */
  public static final int CHANGES = 3;

  /**
   * One setting that can be tried instead.
   *
   * @param change as told to the user, for example {@code --replay 300 (now 500)}
   * @param cost what the change is expected to cost in accuracy or time; any scale, lower is better
   * @param config the whole configuration with the change made
   */
  public record Alternative<C>(String change, double cost, C config) {}

  /**
   * One thing that can be changed.
   *
   * @param steps ever more drastic settings; the first that fits is taken
   */
  public record Knob<C>(String name, List<Alternative<C>> steps) {
    public Knob {
      steps = List.copyOf(steps);
    }
  }

  private FitAdvisor() {}

  /**
   * The cheapest changes that make the configuration fit, cheapest first, at most one per knob.
   *
   * @param missing bytes that a configuration lacks; 0 where it fits, {@code Long.MAX_VALUE} where it cannot be compiled at all
   */
  public static <C> List<Alternative<C>> advise(List<Knob<C>> knobs, ToLongFunction<C> missing) {
    List<Alternative<C>> fitting = new ArrayList<>();
    for (Knob<C> knob : knobs) {
      for (Alternative<C> step : knob.steps()) {
        if (missing.applyAsLong(step.config()) == 0) {
          fitting.add(step);
          break;
        }
      }
    }
    fitting.sort(Comparator.comparingDouble(Alternative::cost));
    return List.copyOf(fitting.subList(0, Math.min(CHANGES, fitting.size())));
  }

  /** RP1401: the missing bytes, where they are missing, and {@code changes}, each of which makes it fit. */
  public static RepriseException failure(String place, PlanResult.DoesNotFit result, List<String> changes) {
    String regions =
        result.overrun().entrySet().stream().map(e -> e.getKey() + " by " + e.getValue()).collect(Collectors.joining(", "));
    String wayOut = changes.isEmpty() ? "" : "; each of these alone makes it fit: " + String.join("; ", changes);
    return RepriseException.of(MemoryError.DOES_NOT_FIT, place, result.missing(), regions, wayOut);
  }
}
