package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A pointer of a call whose blocks pass through L1.
 *
 * @param argument its place among the call's arguments
 */
public record TileOperand(int argument, Buffer buffer, Argument.Access access) {
  /** {@code operands}, the last of which is also loaded. */
  static List<TileOperand> lastReadAgain(List<TileOperand> operands) {
    List<TileOperand> all = new ArrayList<>(operands);
    TileOperand last = all.remove(all.size() - 1);
    all.add(new TileOperand(last.argument(), last.buffer(), Argument.Access.READ_WRITE));
    return all;
  }

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
