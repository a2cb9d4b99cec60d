package dev.reprise.compiler.emit;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.Set;

/**
 * Everything a C project is made from.
 *
 * @param plan placements of every arena storage, weight, gradient, momentum and learner array, by name
 * @param tiles the calls that run in tiles
 * @param farConstants those in L3: CONSTANT buffers of the frozen stage, and WEIGHT ones for what they start from; the plan has memory for those that come whole, under their names
 * @param accumulate the mode this build declares
 */
public record EmitInput(LearnerModel model, Schedule schedule, MemoryPlan plan, TiledCalls tiles, Set<Buffer> farConstants, Target target, Accumulate accumulate) {
  /** Whether the constant of {@code buffer} lies in L3: as it was chosen, or because the weight does that starts from it. */
  boolean constantOutside(Buffer buffer) {
    return farConstants.contains(buffer) || plan.placements().stream().anyMatch(p -> p.item().name().equals(buffer.name()) && p.region().equals(Cluster.L3));
  }

  /** Whether {@code buffer} is a constant in L3 that comes whole to memory of the plan. */
  boolean fetched(Buffer buffer) {
    return buffer.kind() == Buffer.Kind.CONSTANT && plan.placements().stream().anyMatch(p -> p.item().name().equals(buffer.name()));
  }
}
