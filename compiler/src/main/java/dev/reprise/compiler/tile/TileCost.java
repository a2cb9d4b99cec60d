package dev.reprise.compiler.tile;

import dev.reprise.compiler.target.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The cost model: iteration i computes tile i while blocks left before it are stored and those of tile i+1 are loaded, and takes as long as the longer of the two; the first load and the last
 * store are waited for. What comes from L3 and goes there is moved at the same time, all through the call: it takes at least as long as that. The constants are fitted to cycles simulated on pulp-open ({@code TileCostTest}).
 */
final class TileCost {
  /** A fork and its two barriers. */
  private static final int FORK = 60;

  /** Of a call, whose kernel is not in the instruction caches, and whose plan comes from L2. */
  private static final int BEGIN = 2500;

  /** Of the controller, per iteration: the next tile, its shape, the group of transfers. */
  private static final int CONTROL = 450;

  /** Of the controller, per transfer: its block's description comes from L2. */
  private static final int ISSUE = 170;

  /** Of a transfer before its first byte; the next one's overlaps its bytes. */
  private static final int SET_UP = 49;

  /** A row that is loaded takes no less: 8 of them are under way at a time, which is for 16 cycles. */
  private static final int ROW = 2;

  /** Of the DMA, at most; between two bursts that it stores lies a cycle. */
  private static final int BURST_BYTES = 256;

  /** Of a burst on the HyperBus, one for each row (docs/pulp-simulator.md), with the controller's part of it. */
  private static final int BURST = 30;

  /**
   * What a call shares with those before and behind it.
   *
   * @param early operands whose first block the call before has loaded
   * @param stores that the call before has left to the first tile of this one
   * @param loads for the call behind, while this one computes its last tile
   * @param behindStores whether the call behind stores what the last tile has made
   */
  record Neighbours(Set<Integer> early, List<Block> stores, List<Block> loads, boolean behindStores) {
    static final Neighbours NONE = new Neighbours(Set.of(), List.of(), List.of(), false);
  }

  private final Tiling tiling;
  private final Set<Integer> resident;
  private final FarBuffers far;
  private final Cluster cluster;
  private final Neighbours neighbours;
  private int tiles;
  private long loaded;
  private long stored;
  private long compute;
  private long transfer;
  private double outside;
  private long exposed;
  private long cycles;
  /** Of the tile before. */
  private long computing;
  private final Block[] last;

  private TileCost(Tiling tiling, Set<Integer> resident, FarBuffers far, Cluster cluster, Neighbours neighbours) {
    this.tiling = tiling;
    this.resident = resident;
    this.far = far;
    this.cluster = cluster;
    this.neighbours = neighbours;
    last = new Block[tiling.operands().size()];
  }

  /**
   * The cost of {@code tiling} for {@code samples} samples.
   *
   * @param resident operands that are not moved
   * @param far buffers in L3
   */
  static TileEstimate of(Tiling tiling, Set<Integer> resident, FarBuffers far, int samples, Cluster cluster, Neighbours neighbours) {
    TileCost cost = new TileCost(tiling, resident, far, cluster, neighbours);
    TileWalk.walk(tiling, samples, cost::step);
    cost.end();
    return new TileEstimate(cost.tiles, cost.loaded, cost.stored, cost.compute, cost.transfer, cost.exposed, cost.cycles);
  }

  /** Transfers of {@code step} run while the tile before computes; what it leaves is stored one iteration later, which takes as long. */
  private void step(TileWalk.Step step) {
    Moves moves = new Moves();
    boolean first = tiles == 0;
    for (int o = 0; o < last.length; o++) {
      if (!step.changed()[o] || resident.contains(o)) {
        continue;
      }
      TileOperand operand = tiling.operands().get(o);
      if (operand.stored() && step.left()[o] != null) {
        stored += step.left()[o].size();
        outside(operand, step.left()[o]);
        moves.store(step.left()[o]);
      }
      last[o] = step.tile().blocks().get(o);
      if (operand.loaded()) {
        loaded += last[o].size();
        outside(operand, last[o]);
        if (!first || !neighbours.early.contains(o)) {
          moves.load(last[o]);
        }
      }
    }
    if (tiles == 1) {
      neighbours.stores.forEach(moves::store);
    }
    if (!first || moves.count > 0 || neighbours.early.isEmpty()) {
      phase(moves, !first);
    }
    computing = step.tile().cycles() + (first ? BEGIN : 0);
    compute += computing;
    tiles++;
  }

  private void end() {
    Moves during = new Moves();
    neighbours.loads.forEach(during::load);
    if (tiles == 1) {
      neighbours.stores.forEach(during::store);
    }
    phase(during, true);
    Moves behind = new Moves();
    for (Block b : rest()) {
      stored += b.size();
      behind.store(b);
    }
    if (neighbours.behindStores) {
      transfer += behind.cycles();
    } else if (behind.count > 0) {
      phase(behind, false);
    }
    long waited = (long) Math.max(0, outside - cycles);
    exposed += waited;
    cycles += waited;
  }

  private void outside(TileOperand operand, Block b) {
    if (far.holds(operand)) {
      outside += (double) b.rows() * BURST + b.size() / cluster.l3BytesPerCycle();
    }
  }

  private List<Block> rest() {
    List<Block> rest = new ArrayList<>();
    for (int o = 0; o < last.length; o++) {
      if (last[o] != null && tiling.operands().get(o).stored()) {
        rest.add(last[o]);
        outside(tiling.operands().get(o), last[o]);
      }
    }
    return rest;
  }

  /** Transfers that go on together: loads one after the other, and beside them the stores (docs/pulp-simulator.md). */
  private final class Moves {
    private long loads;
    private long stores;
    private int count;

    void load(Block b) {
      loads += b.rows() * Math.max(ROW, beats(b));
      count++;
    }

    void store(Block b) {
      stores += b.rows() * (beats(b) + (b.bytes() + BURST_BYTES - 1) / BURST_BYTES);
      count++;
    }

    private long beats(Block b) {
      int rate = cluster.dmaBytesPerCycle();
      return (b.bytes() + rate - 1) / rate;
    }

    long cycles() {
      return Math.max(loads, stores);
    }
  }

  /** An iteration, or what comes before the first and behind the last. */
  private void phase(Moves moves, boolean computes) {
    long wait = CONTROL + (moves.count == 0 ? 0 : (long) ISSUE * moves.count + SET_UP + moves.cycles());
    long work = computes ? computing + FORK : 0;
    transfer += moves.cycles();
    exposed += Math.max(0, wait - work);
    cycles += Math.max(wait, work);
  }
}
