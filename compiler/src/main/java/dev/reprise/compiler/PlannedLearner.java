package dev.reprise.compiler;

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
    long room = largestGap(fits.plan(), LearnerPlanner.regions(target));
    for (long kept = Math.min(settings.eventMax(), room / base.model.slotBytes()); kept > 0; kept--) {
      PlannedLearner filled = attempt(name, split, frozen, settings, (int) kept, target);
      if (filled.result instanceof PlanResult.Fits) {
        return filled;
      }
    }
    return base;
  }

  private static PlannedLearner attempt(
      String name, SplitModel split, QGraph frozen, LearnerSettings settings, int eventLatents, Target target) {
    LearnerModel model = LearnerFactory.make(name, split, frozen, settings, eventLatents);
    Schedule schedule = Schedule.of(model);
    return new PlannedLearner(model, schedule, LearnerPlanner.plan(model, schedule, target));
  }

  /** Most bytes that one more permanent array can have: what a region has beyond its peak. */
  private static long largestGap(MemoryPlan plan, List<Region> regions) {
    return regions.stream().mapToLong(r -> r.capacity() - plan.peak().getOrDefault(r.name(), 0L)).max().orElse(0);
  }
}
