package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Buffer;
import java.util.Set;

/**
 * Buffers that lie in L3. Their blocks come to a stage in L2 first, and those that leave pass through it as well.
 *
 * @param stageBytes of the stage, which calls use in turn
 */
public record FarBuffers(Set<Buffer> buffers, long stageBytes) {
  /** All lies in L2. */
  public static final FarBuffers NONE = new FarBuffers(Set.of(), 0);

  /** RP_TILE_STAGED of rp_tile_far.h: buffers of the stage for each direction in which an operand's blocks go. */
  static final int STAGED = 2;

  public FarBuffers {
    buffers = Set.copyOf(buffers);
  }

  public boolean holds(Buffer buffer) {
    return buffers.contains(buffer);
  }

  boolean holds(TileOperand operand) {
    return holds(operand.buffer());
  }
}
