package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a call runs.
 *
 * @param places of each operand in L1
 * @param bytes of L1 from the first place to the end of the last
 * @param stageBytes of L2 that blocks of operands in L3 pass through
 * @param early operands whose first block the call before loads while it computes its last tile
 * @param next the tiled call behind this one; null where there is none
 * @param leaves whether that call stores what the last tile has made, while it computes its first
 */
public record TilePlan(Tiling tiling, List<Place> places, long bytes, long stageBytes, Set<Integer> early, Call next, boolean leaves, TileEstimate estimate) {
  /** Sizes of the structures of rp_tiles.h where pointers have 32 bits. */
  private static final int PLAN_BYTES = 40;
  private static final int OPERAND_BYTES = 24;
  private static final int BLOCK_BYTES = 16;
  private static final int TILE_BYTES = 16;

  /**
   * An operand's buffers, which its blocks use in turn.
   *
   * @param offset of the first from the start of the arena
   * @param buffers 0 = the operand is not moved: it lies in L1 for good
   * @param bytes of each
   * @param stage of an operand in L3: the offset in the stage in L2 of the buffers that its blocks pass through; -1 where it lies in L2
   */
  public record Place(long offset, int buffers, long bytes, long stage) {}

  public TilePlan {
    places = List.copyOf(places);
    early = Set.copyOf(early);
  }

  /** A call without neighbours, its places from the start of the arena. */
  TilePlan(Tiling tiling, List<Place> places, long bytes, long stageBytes, TileEstimate estimate) {
    this(tiling, places, bytes, stageBytes, Set.of(), null, false, estimate);
  }

  /** Bytes of its tables (rp_tiles.h), each shape counted for this plan alone. */
  long tableBytes() {
    List<Tile> tiles = tiling.tiles();
    long blocks = tiles.stream().flatMap(t -> t.blocks().stream()).filter(b -> b != null).distinct().count();
    long shapes = tiles.stream().map(Tile::shape).distinct().mapToLong(s -> 4L * s.size()).sum();
    return PLAN_BYTES + (long) OPERAND_BYTES * places.size() + BLOCK_BYTES * blocks + (long) TILE_BYTES * tiles.size() + 2L * tiling.groups().size() + shapes;
  }

  /** The same plan {@code bytes} further up in the arena. */
  TilePlan movedBy(long distance) {
    List<Place> moved = new ArrayList<>();
    places.forEach(p -> moved.add(new Place(p.offset() + distance, p.buffers(), p.bytes(), p.stage())));
    return new TilePlan(tiling, moved, bytes, stageBytes, early, next, leaves, estimate);
  }

  /** The same plan between its neighbours. */
  TilePlan between(Set<Integer> loadedBefore, Call behind, boolean leavesStores, TileEstimate estimated) {
    return new TilePlan(tiling, places, bytes, stageBytes, loadedBefore, behind, leavesStores, estimated);
  }
}
