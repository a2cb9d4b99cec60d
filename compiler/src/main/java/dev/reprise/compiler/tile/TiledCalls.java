package dev.reprise.compiler.tile;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Target;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls of a schedule that run in tiles.
 *
 * @param plans by call, the same object
 * @param arena bytes of L1 that they, with what the runtime keeps at its start, and the learner's own passes use in turn; 0 on targets without a cluster
 */
public record TiledCalls(Map<Call, TilePlan> plans, long arena) {
  /** RP_TILE_STATE_BYTES of rp_tiles.h, where pointers have 32 bits and where they have 64. */
  private static final int STATE_BYTES = 1536;
  private static final int STATE_BYTES_64 = 2560;

  /** No call. */
  public static final TiledCalls NONE = new TiledCalls(Map.of(), 0);

  public TiledCalls {
    plans = Collections.unmodifiableMap(new IdentityHashMap<>(plans));
  }

  /**
   * As {@link #of(List, int, Target, FarBuffers)}, for all calls of {@code schedule}.
   *
   * @param resident buffers that lie in L1 for good
   * @param free bytes of L1 beside those buffers
   * @param far buffers that lie in L3
   */
  public static TiledCalls of(Schedule schedule, int samples, Target target, Set<Buffer> resident, long free, FarBuffers far) {
    return of(List.of(schedule.frozen().calls(), schedule.adaptive().forward(), schedule.adaptive().backward()), samples, target, resident, free, far);
  }

  /** As {@link #of(List, int, Target, FarBuffers)}, with all operands in L2. */
  public static TiledCalls of(List<Call> calls, int samples, Target target) {
    return of(calls, samples, target, FarBuffers.NONE);
  }

  /**
   * Plans every one of {@code calls}, made one behind the other, that can run in tiles; none on a target without a cluster.
   *
   * @param samples of a micro-batch
   * @param far buffers that lie in L3
   * @throws RepriseException RP1520 where a call's smallest tile does not fit
   */
  public static TiledCalls of(List<Call> calls, int samples, Target target, FarBuffers far) {
    return of(List.of(calls), samples, target, Set.of(), target.cluster() == null ? 0 : target.cluster().l1Free(), far);
  }

  private static TiledCalls of(List<List<Call>> stages, int samples, Target target, Set<Buffer> resident, long free, FarBuffers far) {
    if (target.cluster() == null) {
      return NONE;
    }
    TilePlanner planner = new TilePlanner(target.cluster(), samples, resident, far);
    Map<Call, TilePlan> plans = new IdentityHashMap<>();
    int state = state(target);
    for (List<Call> stage : stages) {
      TileSequence.plan(stage, c -> runsInTiles(c, target, far), planner, state, free - state, plans);
    }
    return new TiledCalls(plans, free);
  }

  /** Whether {@code call} runs in tiles on {@code target}, a cluster. Calls of the frozen stage can do without L1: they work on data in L2 where it is too small. */
  public static boolean runsInTiles(Call call, Target target, FarBuffers far) {
    return TilePlanner.tiles(call) && (call.hasSamples() || new TilePlanner(target.cluster(), 1, Set.of(), far).fits(call, target.cluster().l1Free() - state(target)));
  }

  private static int state(Target target) {
    return target.isHost() ? STATE_BYTES_64 : STATE_BYTES;
  }

  /** Bytes of the tables that describe all plans to the runtime. */
  public long tableBytes() {
    return plans.values().stream().mapToLong(TilePlan::tableBytes).sum();
  }

  /** Modelled cycles of all plans. */
  public long cycles() {
    return plans.values().stream().mapToLong(p -> p.estimate().cycles()).sum();
  }

  /** Those of them in which the team waits for transfers. */
  public long exposed() {
    return plans.values().stream().mapToLong(p -> p.estimate().exposed()).sum();
  }

  /** The plan of {@code call}, or null where it works on data where they lie. */
  public TilePlan of(Call call) {
    return plans.get(call);
  }
}
