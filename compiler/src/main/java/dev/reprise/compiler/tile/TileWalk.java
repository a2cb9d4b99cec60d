package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The iterations of a tiling in the order in which they run, and which operands move on to another block in each. */
final class TileWalk {
  /**
   * @param changed operands that have another block, or the same block of another sample, than in the iteration before
   * @param left of each operand, the block that it leaves; null where it does not change, or in its first block
   */
  record Step(Tile tile, int sample, boolean[] changed, Block[] left) {}

  private TileWalk() {}

  static void walk(Tiling tiling, int samples, Consumer<Step> visitor) {
    int count = tiling.operands().size();
    Block[] at = new Block[count];
    int[] atSample = new int[count];
    for (List<Tile> group : tiling.groups()) {
      for (int sample = 0; sample < samples; sample++) {
        for (Tile tile : group) {
          boolean[] changed = new boolean[count];
          Block[] left = new Block[count];
          for (int o = 0; o < count; o++) {
            Block next = tile.blocks().get(o);
            int of = tiling.operands().get(o).sampleBytes() == 0 ? 0 : sample;
            if (next != null && (at[o] == null || !next.equals(at[o]) || of != atSample[o])) {
              changed[o] = true;
              left[o] = at[o];
              at[o] = next;
              atSample[o] = of;
            }
          }
          visitor.accept(new Step(tile, sample, changed, left));
        }
      }
    }
  }

  /**
   * Buffers in L1 that each operand needs so that no transfer under way touches one in use: one where it never changes, two where it does, three where an accumulator does in two iterations
   * in a row. The order of operands is the tiling's.
   *
   * @param samples most samples; a call may have fewer
   */
  static int[] buffers(Tiling tiling, int samples) {
    int[] buffers = new int[tiling.operands().size()];
    Arrays.fill(buffers, 1);
    count(tiling, 1, buffers);
    // as many samples as it takes to see every pair of neighbours
    count(tiling, Math.min(samples, 3), buffers);
    return buffers;
  }

  /**
   * Whether every block of sums that is taken up again is stored before it is loaded: not in the iteration in which its store begins, whose transfers have no order among them.
   *
   * @param samples most samples; a call may have fewer
   */
  static boolean storesComeFirst(Tiling tiling, int samples) {
    // from three samples on each is out of the next one's way
    return IntStream.rangeClosed(1, Math.min(samples, 3)).allMatch(n -> comeFirst(tiling, n));
  }

  private static boolean comeFirst(Tiling tiling, int samples) {
    Block[] leaving = new Block[tiling.operands().size()];
    int[] sample = new int[leaving.length];
    boolean[] all = {true};
    int[] atSample = new int[leaving.length];
    walk(
        tiling,
        samples,
        step -> {
          for (int o = 0; o < leaving.length; o++) {
            if (tiling.operands().get(o).access() != Argument.Access.READ_WRITE) {
              continue;
            }
            Block next = step.changed()[o] ? step.tile().blocks().get(o) : null;
            int of = tiling.operands().get(o).sampleBytes() == 0 ? 0 : step.sample();
            if (next != null && next.equals(leaving[o]) && of == sample[o]) {
              all[0] = false;
            }
            leaving[o] = step.left()[o];
            sample[o] = atSample[o];
            if (next != null) {
              atSample[o] = of;
            }
          }
        });
    return all[0];
  }

  private static void count(Tiling tiling, int samples, int[] buffers) {
    List<Block[]> before = new ArrayList<>();
    walk(
        tiling,
        samples,
        step -> {
          for (int o = 0; o < buffers.length; o++) {
            if (step.left()[o] == null) {
              continue;
            }
            boolean again = tiling.operands().get(o).access() == Argument.Access.READ_WRITE && !before.isEmpty() && before.get(0)[o] != null;
            buffers[o] = Math.max(buffers[o], again ? 3 : 2);
          }
          before.clear();
          before.add(step.left());
        });
  }
}
