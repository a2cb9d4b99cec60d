package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;

/**
 * A pointer of a call whose blocks pass through L1.
 *
 * @param argument its place among the call's arguments
 */
public record TileOperand(int argument, Buffer buffer, Argument.Access access) {
  /** Whether blocks come from L2. */
  boolean loaded() {
    return access == Argument.Access.READ || access == Argument.Access.READ_WRITE;
  }

  /** Whether blocks go to L2. */
  boolean stored() {
    return access == Argument.Access.WRITE || access == Argument.Access.READ_WRITE;
  }

  /** In how many directions blocks go. */
  int ways() {
    return (loaded() ? 1 : 0) + (stored() ? 1 : 0);
  }

  /** Bytes from one sample to the next; 0 where all share it. */
  public long sampleBytes() {
    return buffer.perSample() ? buffer.bytes(1) : 0;
  }
}
