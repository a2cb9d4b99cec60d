package dev.reprise.compiler;

import dev.reprise.compiler.memory.FitAdvisor.Alternative;
import dev.reprise.compiler.memory.FitAdvisor.Knob;
import dev.reprise.compiler.split.SplitPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What can be changed about a learner that does not fit, from the gentlest step to the most drastic. Costs order the advice; they follow the accuracy that is lost on
 * class-incremental MNIST (fewer bits cost least, a later split most).
 */
final class FitKnobs {
  private FitKnobs() {}

  static List<Knob<LearnerSettings>> of(LearnerSettings s, List<SplitPoint> laterSplits) {
    List<Knob<LearnerSettings>> knobs = new ArrayList<>();
    if (s.eventLatents() > 0) {
      knobs.add(halvings("event latents", "--event-latents", s.eventLatents(), 0, 1.0, n -> s.withEvents(s.eventMax(), n)));
    }
    knobs.add(halvings("micro-batch", "--micro-batch", s.microBatch(), 1, 1.5, s::withMicroBatch));
    knobs.add(bits(s));
    knobs.add(slots(s));
    if (s.momentum()) {
      knobs.add(new Knob<>("momentum", List.of(new Alternative<>("--no-momentum", 4.0, s.withMomentum(false)))));
    }
    for (int i = 0; i < laterSplits.size(); i++) {
      knobs.add(split(s, laterSplits.get(i), 5.0 + i * 0.1));
    }
    return knobs;
  }

  /** A later split, with a smaller replay memory where it needs one. */
  private static Knob<LearnerSettings> split(LearnerSettings s, SplitPoint later, double cost) {
    List<Alternative<LearnerSettings>> steps = new ArrayList<>();
    LearnerSettings moved = s.withSplit(later.value());
    String change = "--split " + later.value() + " (now " + s.split() + ")";
    steps.add(new Alternative<>(change, cost, moved));
    for (Alternative<LearnerSettings> fewer : slots(moved).steps()) {
      steps.add(new Alternative<>(change + " with " + fewer.change(), cost + fewer.cost(), fewer.config()));
    }
    return new Knob<>("split " + later.number(), steps);
  }

  private static Knob<LearnerSettings> bits(LearnerSettings s) {
    List<Alternative<LearnerSettings>> steps = new ArrayList<>();
    for (int q = Math.min(8, s.latentBits() - 1); q >= 4; q--) {
      steps.add(new Alternative<>("--bits " + q + " (now " + s.latentBits() + ")", 2.0 + (8 - q) * 0.5, s.withLatentBits(q)));
    }
    return new Knob<>("bits", steps);
  }

  private static Knob<LearnerSettings> slots(LearnerSettings s) {
    List<Alternative<LearnerSettings>> steps = new ArrayList<>();
    for (int percent = 90; percent >= 10; percent -= 10) {
      int m = (int) ((long) s.slots() * percent / 100);
      if (m > 0) {
        steps.add(new Alternative<>("--replay " + m + " (now " + s.slots() + ")", 3.0 + (100 - percent) / 25.0, s.withSlots(m)));
      }
    }
    return new Knob<>("replay memory", steps);
  }

  private static Knob<LearnerSettings> halvings(
      String name, String flag, int now, int least, double cost, IntFunction<LearnerSettings> with) {
    List<Alternative<LearnerSettings>> steps = new ArrayList<>();
    for (int v = now / 2; v >= least && v < now; v /= 2) {
      steps.add(new Alternative<>(flag + " " + v + " (now " + now + ")", cost, with.apply(v)));
      if (v == 0) {
        break;
      }
    }
    return new Knob<>(name, steps);
  }
}
