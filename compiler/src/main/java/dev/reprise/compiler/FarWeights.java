package dev.reprise.compiler;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TilePlanner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trained weights with their gradients and momentum in L3: calls that run in tiles get them block by block, and the update piece by piece. */
final class FarWeights {
  /** The planned stage in L2 that blocks pass through. */
  static final String STAGE = "tile_stage";

  /** Smaller buffers save little in L2, and their bursts take longer for set-ups than for bytes. */
  private static final long LEAST = 4096;

  /** Work of a call that accesses its operands where they lie. */
  private static final double NEVER = -1;

  private FarWeights() {}

  /**
   * Buffers of trained tensors that may lie in L3: large ones that no call accesses but in tiles. Those that calls do the most products with for each byte are the first, since these hide the most of what they take to
   * come; a linear layer has one product of a sample for each weight, and its gradient is hidden least of all.
   */
  static List<Buffer> candidates(Schedule schedule) {
    Map<Buffer, Double> work = new HashMap<>();
    for (Call call : schedule.calls()) {
      boolean tiled = TilePlanner.tiles(call);
      for (Argument a : call.arguments()) {
        if (a instanceof Argument.Pointer p) {
          work.merge(p.buffer(), tiled ? (double) call.macs() / p.buffer().bytes(1) : NEVER, Math::min);
        }
      }
    }
    return trained(schedule)
        .filter(b -> b.bytes(1) >= LEAST && work.getOrDefault(b, Double.MAX_VALUE) != NEVER)
        .sorted(Comparator.comparingDouble((Buffer b) -> -work.getOrDefault(b, Double.MAX_VALUE)).thenComparing(Comparator.comparingLong((Buffer b) -> b.bytes(1)).reversed()).thenComparing(Buffer::name))
        .toList();
  }

  private static Stream<Buffer> trained(Schedule schedule) {
    return schedule.adaptive().trainables().stream().map(AdaptiveProgram.Trainable::buffers).flatMap(List::stream);
  }

  /** Bytes of L3 that what {@code candidates} start from takes, beside the plan and {@code constants}. */
  static long initialBytes(List<Buffer> candidates, FarConstants constants) {
    return candidates.stream().filter(b -> b.kind() == Buffer.Kind.WEIGHT && !constants.buffers().contains(b)).mapToLong(b -> b.bytes(1)).sum();
  }

  /** As large as what L1 has for the blocks of a call. */
  static long stageBytes(Target target) {
    return target.cluster().l1Free();
  }

  /** The buffers that {@code plan} has put in L3, and the {@code constants} of the frozen stage there. */
  static FarBuffers of(Schedule schedule, MemoryPlan plan, FarConstants constants, Target target) {
    Set<String> names = inL3(plan);
    Set<Buffer> buffers = trained(schedule).filter(b -> names.contains(b.name())).collect(Collectors.toSet());
    buffers.addAll(constants.frozen());
    return buffers.isEmpty() ? FarBuffers.NONE : new FarBuffers(buffers, stageBytes(target));
  }

  /** Names of what {@code plan} has put in L3. */
  static Set<String> inL3(MemoryPlan plan) {
    return plan.placements().stream().filter(p -> p.region().equals(Cluster.L3)).map(p -> p.item().name()).collect(Collectors.toSet());
  }
}
