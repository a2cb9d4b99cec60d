package dev.reprise.compiler;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.schedule.Storage;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.ResidentStorages;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the scratchpad of a cluster is shared between activations that live there and the tiles of calls.
 *
 * @param memory the plan of all memory, with what lives in L1
 */
record ScratchpadPlan(MemoryPlan memory, TiledCalls tiles) {
  /** Sixteenths of L1 that are tried for activations. */
  private static final List<Integer> SHARES = List.of(0, 4, 6, 8, 10, 11);

  /** The share with which a micro-batch is modelled to take the fewest cycles; those in which the team waits for transfers count twice, being the least certain. */
  static ScratchpadPlan of(PlannedLearner learner, MemoryPlan base, Target target) {
    if (target.cluster() == null) {
      return new ScratchpadPlan(base, TiledCalls.NONE);
    }
    long free = target.cluster().l1Free();
    ScratchpadPlan best = null;
    RepriseException failure = null;
    for (int share : SHARES) {
      List<Storage> residents = ResidentStorages.choose(learner.schedule(), free * share / 16);
      if (best != null && residents.isEmpty()) {
        continue;
      }
      try {
        ScratchpadPlan next = with(residents, learner, base, target);
        best = best == null || next != null && next.cost() < best.cost() ? next : best;
      } catch (RepriseException e) {
        // with activations in L1 some tile has too little room left; without, it is for the user to know
        failure = failure == null && residents.isEmpty() ? e : failure;
      }
    }
    if (best == null) {
      throw failure;
    }
    return best;
  }

  private long cost() {
    return tiles.cycles() + tiles.exposed();
  }

  /** Null where the activations leave no room. */
  private static ScratchpadPlan with(List<Storage> residents, PlannedLearner learner, MemoryPlan base, Target target) {
    LearnerModel model = learner.model();
    Schedule schedule = learner.schedule();
    FarConstants constants = learner.constants();
    long free = target.cluster().l1Free();
    if (residents.isEmpty()) {
      return new ScratchpadPlan(base, TiledCalls.of(schedule, model.microBatch(), target, Set.of(), free, FarWeights.of(schedule, base, constants, target)));
    }
    if (!(LearnerPlanner.plan(model, schedule, target, constants, Set.copyOf(residents)) instanceof PlanResult.Fits fits)) {
      return null;
    }
    Set<Buffer> buffers = new HashSet<>();
    residents.forEach(s -> buffers.addAll(s.buffers()));
    long taken = (fits.plan().peak().get(LearnerPlanner.L1) + 15) / 16 * 16;
    return new ScratchpadPlan(fits.plan(), TiledCalls.of(schedule, model.microBatch(), target, buffers, free - taken, FarWeights.of(schedule, fits.plan(), constants, target)));
  }
}
