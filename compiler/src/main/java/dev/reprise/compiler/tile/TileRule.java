package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How calls of one family of kernels can be cut into tiles. Each rule belongs in {@link TileRules}. */
interface TileRule {
  /** Whether {@code call} is of this family. */
  boolean covers(Call call);

  /** Whether tiles of {@code call}, which it covers, save more than their transfers and their control take; else its operands stay where they lie. */
  default boolean pays(Call call) {
    return true;
  }

  /**
   * Ways to cut {@code call}, any number of them, the fewest tiles first and the smallest possible tiles among them; lazily, since not all are looked at. Every output is computed in one tile; sums are not split, except gradient
   * accumulators along samples and rows in ascending order, each in one stretch of iterations (docs/numerics.md, N2.3).
   */
  Stream<Tiling> tilings(Call call, TileLimits limits);

  /** Bytes of the blocks of the smallest possible tile of {@code call}. */
  default long least(Call call) {
    return tilings(call, TileLimits.NONE).mapToLong(t -> IntStream.range(0, t.operands().size()).mapToLong(t::largestBlock).sum()).min().orElseThrow();
  }
}
