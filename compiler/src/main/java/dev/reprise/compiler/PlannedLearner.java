package dev.reprise.compiler;

import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.memory.Region;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.split.SplitModel;
import dev.reprise.compiler.target.Target;
import java.util.List;

/**
 * A learner with its schedule and the outcome of planning its memory.
 *
 * @param result where it does not fit, {@code model} is the smallest variant that was tried (no event latents kept)
 */
record PlannedLearner(LearnerModel model, Schedule schedule, PlanResult result) {

  /** Plans the learner; with {@link LearnerSettings#AS_MANY_AS_FIT} the room that is left goes to event latents. */
  static PlannedLearner plan(String name, SplitModel split, QGraph frozen, LearnerSettings settings, Target target) {
    boolean automatic = settings.eventLatents() == LearnerSettings.AS_MANY_AS_FIT;
    PlannedLearner base = attempt(name, split, frozen, settings, automatic ? 0 : settings.eventLatents(), target);
    if (!automatic || !(base.result instanceof PlanResult.Fits fits)) {
      return base;
    }
    PlannedLearner best = base;
    long least = 0;
    long most = Math.min(settings.eventMax(), room(fits.plan(), LearnerPlanner.regions(target)) / base.model.slotBytes());
    while (least < most) {
      long middle = (least + most + 1) / 2;
      PlannedLearner filled = attempt(name, split, frozen, settings, (int) middle, target);
      if (filled.result instanceof PlanResult.Fits) {
        best = filled;
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return best;
  }

  private static PlannedLearner attempt(
      String name, SplitModel split, QGraph frozen, LearnerSettings settings, int eventLatents, Target target) {
    LearnerModel model = LearnerFactory.make(name, split, frozen, settings, eventLatents);
    Schedule schedule = Schedule.of(model, Machine.of(target));
    return new PlannedLearner(model, schedule, LearnerPlanner.plan(model, schedule, target));
  }

  /** Bytes that the regions have beyond their peaks, all together: no plan can give more to one more permanent array. */
  private static long room(MemoryPlan plan, List<Region> regions) {
    return regions.stream().mapToLong(r -> r.capacity() - plan.peak().getOrDefault(r.name(), 0L)).sum();
  }
}
