package dev.reprise.compiler.emit;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.TiledCalls;

/**
 * Everything a C project is made from.
 *
 * @param plan placements of every arena storage, weight, gradient, momentum and learner array, by name
 * @param tiles the calls that run in tiles
 * @param accumulate the mode this build declares
 */
public record EmitInput(LearnerModel model, Schedule schedule, MemoryPlan plan, TiledCalls tiles, Target target, Accumulate accumulate) {
  /** Whether the plan has put a permanent buffer in L3. */
  boolean outside(Buffer buffer) {
    return plan.placements().stream().anyMatch(p -> p.item().name().equals(buffer.name()) && p.region().equals(Cluster.L3));
  }
}
