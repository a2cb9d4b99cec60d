package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tilings whether they pay or not, for tests. */
public final class AnyTiles {
  private static final long ALIGN = 16;
  /** RP_TILE_STATE_BYTES of rp_tiles.h, on a host. */
  private static final long STATE_BYTES = 2560;

  private AnyTiles() {}

  /** Calls of one sample, each cut in a way drawn at random of all that its rule knows. */
  public static TiledCalls of(List<Call> calls, Random random) {
    Map<Call, TilePlan> plans = new IdentityHashMap<>();
    long arena = 0;
    for (Call call : calls) {
      TileRule rule = TileRules.of(call).orElse(null);
      if (rule != null) {
        List<Tiling> all = rule.tilings(call, TileLimits.NONE).toList();
        TilePlan plan = placed(all.get(random.nextInt(all.size())), 1).movedBy(STATE_BYTES);
        plans.put(call, plan);
        arena = Math.max(arena, STATE_BYTES + plan.bytes());
      }
    }
    return new TiledCalls(plans, arena);
  }

  /** A plan, without an estimate, from the start of the arena on. */
  static TilePlan placed(Tiling tiling, int samples) {
    List<TilePlan.Place> places = new ArrayList<>();
    long at = 0;
    int[] buffers = TileWalk.buffers(tiling, samples);
    for (int o = 0; o < buffers.length; o++) {
      long bytes = (tiling.largestBlock(o) + ALIGN - 1) / ALIGN * ALIGN;
      places.add(new TilePlan.Place(at, buffers[o], bytes, -1));
      at += buffers[o] * bytes;
    }
    return new TilePlan(tiling, places, at, 0, null);
  }
}
