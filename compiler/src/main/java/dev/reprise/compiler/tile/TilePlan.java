package dev.reprise.compiler.tile;

import java.util.List;

/**
 * How a call runs.
 *
 * @param places of each operand in L1
 * @param bytes of L1 that the call uses, with what the runtime keeps there
 */
public record TilePlan(Tiling tiling, List<Place> places, long bytes, TileEstimate estimate) {
  /**
   * An operand's buffers, which its blocks use in turn.
   *
   * @param offset of the first from the start of the arena
   * @param buffers 0 = the operand is not moved: it lies in L1 for good
   * @param bytes of each
   */
  public record Place(long offset, int buffers, long bytes) {}

  public TilePlan {
    places = List.copyOf(places);
  }
}
