package dev.reprise.compiler;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Constants that lie in L3 because the flash cannot hold them beside the program: those whose absence from L2 costs the fewest cycles for each byte. What trained weights start from costs none: it is
 * copied at reset. Constants of the frozen stage stream through L1 in the tiles of their call, which hides what its computation outlasts; calls that do not run in tiles wait until theirs have
 * come to memory that is planned for the time of the call.
 *
 * @param buffers CONSTANT ones of the frozen stage, and WEIGHT ones for what they start from
 * @param fetched those of them that come whole, with the call that reads each
 * @param bytes of L3
 * @param kept bytes of all other constants
 */
record FarConstants(Set<Buffer> buffers, Map<Buffer, Call> fetched, long bytes, long kept) {
  static final FarConstants NONE = new FarConstants(Set.of(), Map.of(), 0, 0);

  /** Bytes of flash that instructions are taken to need; a learner with kernels of all families has some 70 KB. */
  static final long CODE_BYTES = 96 << 10;

  /** In the flash constants begin at multiples of it. */
  private static final int ALIGN = 4;

  /** A constant that may move. */
  private record Candidate(Buffer buffer, long bytes, double cyclesPerByte) {}

  FarConstants {
    buffers = Set.copyOf(buffers);
    fetched = Map.copyOf(fetched);
  }

  /**
   * Chooses.
   *
   * @param tables bytes that the tables of tiled calls take in the flash
   */
  static FarConstants of(Schedule schedule, Target target, long tables) {
    long all = allBytes(schedule);
    long budget = Math.max(0, flash(target) - CODE_BYTES - tables);
    if (!hasL3(target) || all <= budget) {
      return new FarConstants(Set.of(), Map.of(), 0, all);
    }
    Set<Buffer> chosen = new LinkedHashSet<>();
    long moved = 0;
    for (Candidate c : candidates(schedule, target)) {
      if (all - moved > budget) {
        chosen.add(c.buffer);
        moved += c.bytes;
      }
    }
    FarBuffers far = new FarBuffers(chosen, FarWeights.stageBytes(target));
    Map<Buffer, Call> readers = readers(schedule);
    Map<Buffer, Call> fetched =
        chosen.stream().filter(b -> b.kind() == Buffer.Kind.CONSTANT && !TiledCalls.runsInTiles(readers.get(b), target, far)).collect(Collectors.toMap(Function.identity(), readers::get));
    return new FarConstants(chosen, fetched, moved, all - moved);
  }

  /** More than {@code tables} bytes: fewer constants in the flash may want more tables. */
  static long withSlack(long tables) {
    return tables + tables / 8;
  }

  /** Whether the flash holds the constants that stay there; of the program only {@link #leaveRoom} knows. */
  boolean fit(Target target) {
    return kept <= flash(target);
  }

  /** Whether the flash is modelled to hold the constants that stay there, the program and {@code tables} bytes of tables; true where nothing could be done about it. */
  boolean leaveRoom(Target target, long tables) {
    return !hasL3(target) || kept + CODE_BYTES + tables <= flash(target);
  }

  /** Those of the frozen stage. */
  Set<Buffer> frozen() {
    return buffers.stream().filter(b -> b.kind() == Buffer.Kind.CONSTANT).collect(Collectors.toSet());
  }

  /** Bytes of all constants of {@code schedule}: of the frozen stage, and what trained weights start from. */
  static long allBytes(Schedule schedule) {
    long frozen = schedule.frozen().constants().keySet().stream().mapToLong(b -> aligned(schedule.frozen().bytes(b))).sum();
    return frozen + schedule.adaptive().constants().keySet().stream().mapToLong(b -> b.bytes(1)).sum();
  }

  private static boolean hasL3(Target target) {
    return target.cluster() != null && target.cluster().l3() > 0;
  }

  private static long flash(Target target) {
    return target.memories().stream().filter(m -> m.kind() == MemoryRegion.Kind.FLASH).mapToLong(MemoryRegion::size).sum();
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGN - 1) / ALIGN * ALIGN;
  }

  /** The cheapest to move first; of equal ones the largest. */
  private static List<Candidate> candidates(Schedule schedule, Target target) {
    List<Candidate> all = new ArrayList<>();
    for (AdaptiveProgram.Trainable t : schedule.adaptive().trainables()) {
      all.add(new Candidate(t.weight(), t.weight().bytes(1), 0));
    }
    readers(schedule).forEach((buffer, call) -> {
      long bytes = aligned(schedule.frozen().bytes(buffer));
      all.add(new Candidate(buffer, bytes, (double) cost(buffer, bytes, call, target) / bytes));
    });
    all.sort(Comparator.comparingDouble(Candidate::cyclesPerByte).thenComparing(Comparator.comparingLong(Candidate::bytes).reversed()).thenComparing(c -> c.buffer.name()));
    return all;
  }

  /** Cycles that {@code call} takes longer. */
  private static long cost(Buffer constant, long bytes, Call call, Target target) {
    FarBuffers far = new FarBuffers(Set.of(constant), FarWeights.stageBytes(target));
    if (!TiledCalls.runsInTiles(call, target, far)) {
      return (long) (bytes / target.cluster().l3BytesPerCycle());
    }
    return TiledCalls.of(List.of(call), 1, target, far).cycles() - TiledCalls.of(List.of(call), 1, target).cycles();
  }

  /** Constants of the frozen stage that one call reads, and nobody else: each with its call. */
  private static Map<Buffer, Call> readers(Schedule schedule) {
    Map<Buffer, List<Call>> uses = schedule.frozen().constants().keySet().stream().collect(Collectors.toMap(Function.identity(), b -> new ArrayList<>()));
    for (Call call : schedule.frozen().calls()) {
      for (Argument a : call.arguments()) {
        if (a instanceof Argument.Pointer p && uses.containsKey(p.buffer())) {
          uses.get(p.buffer()).add(call);
        }
      }
    }
    return uses.entrySet().stream()
        .filter(e -> e.getValue().size() == 1 && !e.getKey().equals(schedule.frozen().output()))
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().get(0)));
  }
}
