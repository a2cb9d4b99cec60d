package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
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
 * @param arena bytes of L1 that they and the learner's own passes use in turn; 0 on targets without a cluster
 */
public record TiledCalls(Map<Call, TilePlan> plans, long arena) {
  /** What the learner's own passes over whole arrays stream through at least: enough for transfers that take longer than to ask for them. */
  private static final long STREAM_BYTES = 16 << 10;

  /** No call. */
  public static final TiledCalls NONE = new TiledCalls(Map.of(), 0);

  public TiledCalls {
    plans = Collections.unmodifiableMap(new IdentityHashMap<>(plans));
  }

  /** As {@link #of(List, int, Target, FarBuffers)}, with all operands in L2. */
  public static TiledCalls of(List<Call> calls, int samples, Target target) {
    return of(calls, samples, target, FarBuffers.NONE);
  }

  /**
   * Plans every one of {@code calls} that can run in tiles; none on a target without a cluster.
   *
   * @param samples of a micro-batch
   * @param far buffers that lie in L3
   * @throws dev.reprise.compiler.diag.RepriseException RP1520 where a call's smallest tile does not fit
   */
  public static TiledCalls of(List<Call> calls, int samples, Target target, FarBuffers far) {
    if (target.cluster() == null) {
      return NONE;
    }
    TilePlanner planner = new TilePlanner(target.cluster(), samples, target.cluster().l1Free(), Set.of(), far);
    Map<Call, TilePlan> plans = new IdentityHashMap<>();
    calls.stream().filter(TilePlanner::tiles).forEach(call -> plans.put(call, planner.plan(call)));
    long passes = Math.min(STREAM_BYTES, target.cluster().l1Free());
    return new TiledCalls(plans, Math.max(passes, plans.values().stream().mapToLong(TilePlan::bytes).max().orElse(0)));
  }

  /** The plan of {@code call}, or null where it works on data where they lie. */
  public TilePlan of(Call call) {
    return plans.get(call);
  }
}
