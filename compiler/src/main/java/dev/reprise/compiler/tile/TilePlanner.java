package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Cluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the cheapest tiling of a call that fits L1. */
public final class TilePlanner {
  /** Enough for 64-bit loads, and the same bank for every block's start. */
  static final int ALIGN = 16;

  /** RP_TILE_NONE of rp_tiles.h. */
  private static final int NUMBERS = 0xffff;

  /** Tilings that are compared, those with the fewest tiles: smaller tiles only add transfers. */
  private static final int COMPARED = 48;

  private final Cluster cluster;
  private final int samples;
  private final Set<Buffer> resident;
  private final FarBuffers far;

  /**
   * @param samples of a micro-batch
   * @param resident buffers that lie in L1 for good
   * @param far buffers that lie in L3
   */
  public TilePlanner(Cluster cluster, int samples, Set<Buffer> resident, FarBuffers far) {
    this.cluster = cluster;
    this.samples = samples;
    this.resident = resident;
    this.far = far;
  }

  /** Whether {@code call} runs in tiles. */
  public static boolean tiles(Call call) {
    return TileRules.of(call).filter(r -> r.pays(call)).isPresent();
  }

  /**
   * The cheapest plan of {@code call}, which {@link #tiles} is true of, in {@code bytes} bytes of L1; empty where its smallest tile does not fit.
   */
  public Optional<TilePlan> plan(Call call, long bytes) {
    return fitting(call, bytes)
        .limit(COMPARED)
        .map(p -> new TilePlan(p.tiling(), p.places(), p.bytes(), p.stageBytes(), cost(p.tiling(), TileCost.Neighbours.NONE)))
        .min(Comparator.comparingLong(p -> p.estimate().cycles()));
  }

  /** Whether a tile of {@code call}, which {@link #tiles} is true of, fits {@code bytes} bytes of L1. */
  boolean fits(Call call, long bytes) {
    return fitting(call, bytes).findFirst().isPresent();
  }

  /** Plans without an estimate. Where nothing fits as long as every output is computed in one tile, sums are taken up again by later tiles. */
  private Stream<TilePlan> fitting(Call call, long bytes) {
    boolean partialSums = streams(call) || fitting(call, bytes, false).findFirst().isEmpty();
    return fitting(call, bytes, partialSums);
  }

  private Stream<TilePlan> fitting(Call call, long bytes, boolean partialSums) {
    return TileRules.of(call)
        .orElseThrow()
        .tilings(call, new TileLimits(cluster, samplesOf(call), bytes, partialSums))
        .filter(t -> canBeNumbered(t.tiles()))
        .filter(this::isPossible)
        .filter(t -> TileWalk.storesComeFirst(t, samplesOf(call)))
        .map(this::placed)
        .filter(p -> p.bytes() <= bytes && p.stageBytes() <= far.stageBytes());
  }

  private int samplesOf(Call call) {
    return call.hasSamples() ? samples : 1;
  }

  private boolean streams(Call call) {
    return Tiling.operandsOf(call).stream().anyMatch(far::holds);
  }

  /** The modelled cost of {@code tiling}. */
  TileEstimate cost(Tiling tiling, TileCost.Neighbours neighbours) {
    return TileCost.of(tiling, notMoved(tiling), far, samplesOf(tiling.call()), cluster, neighbours);
  }

  /** Operands that lie in L1 for good. */
  Set<Integer> notMoved(Tiling tiling) {
    Set<Integer> numbers = new HashSet<>();
    for (int o = 0; o < tiling.operands().size(); o++) {
      if (resident.contains(tiling.operands().get(o).buffer())) {
        numbers.add(o);
      }
    }
    return numbers;
  }

  /** Whether tiles and blocks fit the 16-bit numbers of rp_tiles.h. */
  private static boolean canBeNumbered(List<Tile> tiles) {
    return tiles.size() < NUMBERS && ((long) tiles.size() * tiles.get(0).blocks().size() < NUMBERS || tiles.stream().flatMap(t -> t.blocks().stream()).distinct().count() < NUMBERS);
  }

  /** What lies in L1 for good is used where it lies: its blocks must be in one piece. */
  private boolean isPossible(Tiling tiling) {
    return notMoved(tiling).stream().allMatch(o -> tiling.tiles().stream().map(t -> t.blocks().get(o)).allMatch(b -> b == null || b.contiguous()));
  }

  private TilePlan placed(Tiling tiling) {
    int[] buffers = TileWalk.buffers(tiling, samplesOf(tiling.call()));
    Set<Integer> notMoved = notMoved(tiling);
    List<TilePlan.Place> places = new ArrayList<>();
    long at = 0;
    long stage = 0;
    for (int o = 0; o < buffers.length; o++) {
      boolean scratch = tiling.operands().get(o).access() == Argument.Access.SCRATCH;
      int count = notMoved.contains(o) ? 0 : scratch ? 1 : buffers[o];
      long bytes = count == 0 ? 0 : (tiling.largestBlock(o) + ALIGN - 1) / ALIGN * ALIGN;
      boolean outside = far.holds(tiling.operands().get(o));
      places.add(new TilePlan.Place(at, count, bytes, outside ? stage : -1));
      at += count * bytes;
      stage += outside ? staged(tiling.operands().get(o), count) * bytes : 0;
    }
    return new TilePlan(tiling, places, at, stage, null);
  }

  /** Buffers of the stage that an operand's blocks need: one where a single block comes. */
  private static int staged(TileOperand operand, int buffers) {
    return buffers == 1 && !operand.stored() ? 1 : FarBuffers.STAGED * operand.ways();
  }
}
