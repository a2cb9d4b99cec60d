package dev.reprise.compiler.tile;

import java.util.List;

/**
 * How a call runs.
 *
 * @param places of each operand in L1
 * @param bytes of L1 that the call uses, with what the runtime keeps there
 * @param stageBytes of L2 that blocks of operands in L3 pass through
 */
public record TilePlan(Tiling tiling, List<Place> places, long bytes, long stageBytes, TileEstimate estimate) {
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
  }
}
