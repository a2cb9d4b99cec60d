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
import java.util.Set;

/**
 * A learner with its schedule and the outcome of planning its memory.
 *
 * @param constants in L3
 * @param result where it does not fit, {@code model} is the smallest variant that was tried (no event latents kept)
 */
record PlannedLearner(LearnerModel model, Schedule schedule, FarConstants constants, PlanResult result) {

  /** As {@link #plan(String, SplitModel, QGraph, LearnerSettings, Target, long)}, with no tables of tiles in the flash. */
  static PlannedLearner plan(String name, SplitModel split, QGraph frozen, LearnerSettings settings, Target target) {
    return plan(name, split, frozen, settings, target, 0);
  }

  /**
   * Plans the learner; with {@link LearnerSettings#AS_MANY_AS_FIT} the room that is left goes to event latents.
   *
   * @param tables bytes of flash that the tables of tiled calls take
   */
  static PlannedLearner plan(String name, SplitModel split, QGraph frozen, LearnerSettings settings, Target target, long tables) {
    boolean automatic = settings.eventLatents() == LearnerSettings.AS_MANY_AS_FIT;
    LearnerModel first = LearnerFactory.make(name, split, frozen, settings, automatic ? 0 : settings.eventLatents());
    Schedule schedule = Schedule.of(first, Machine.of(target));
    FarConstants constants = FarConstants.of(schedule, target, tables);
    PlannedLearner base = attempt(first, schedule, constants, target);
    if (!automatic || !(base.result instanceof PlanResult.Fits fits)) {
      return base;
    }
    PlannedLearner best = base;
    long least = 0;
    long most = Math.min(settings.eventMax(), room(fits.plan(), LearnerPlanner.regions(target)) / base.model.slotBytes());
    while (least < most) {
      long middle = (least + most + 1) / 2;
      PlannedLearner filled = attempt(LearnerFactory.make(name, split, frozen, settings, (int) middle), schedule, constants, target);
      if (filled.result instanceof PlanResult.Fits) {
        best = filled;
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return best;
  }

  /** The schedule depends on neither slots nor latents. */
  private static PlannedLearner attempt(LearnerModel model, Schedule schedule, FarConstants constants, Target target) {
    return new PlannedLearner(model, schedule, constants, LearnerPlanner.plan(model, schedule, target, constants, Set.of()));
  }

  /** Bytes that the regions have beyond their peaks, all together: no plan can give more to one more permanent array. */
  private static long room(MemoryPlan plan, List<Region> regions) {
    return regions.stream().mapToLong(r -> r.capacity() - plan.peak().getOrDefault(r.name(), 0L)).sum();
  }
}
