package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pads and crops for Xpulp and their gradients, in bands of the result along an outer axis; a tile is such a pad itself. A band outside the input loads nothing. */
final class PadTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_pad_(u8|f32_fw|f32_bw)_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  private static final int LEAST_BYTES = 1024;
  /** Cycles of one core for an element while all compute. */
  private static final double ELEMENT = 4;

  /** From {@code in} to {@code out}, which begins {@code begin} before it; of a gradient from the padded tensor to the one without. */
  private record Pad(Call call, boolean back, int[] in, int[] out, int[] begin, int size) {
    static Pad of(Call call) {
      Map<String, Number> g = Members.of(call, SHAPE_ARGUMENT);
      boolean back = call.kernel().contains("_bw_");
      int[] small = Members.array(g, "dims_in");
      int[] large = Members.array(g, "dims_out");
      int[] begin = Members.array(g, "begin");
      int size = Tiling.operandsOf(call).get(0).buffer().type().bytes();
      return back ? new Pad(call, true, large, small, Arrays.stream(begin).map(b -> -b).toArray(), size) : new Pad(call, false, small, large, begin, size);
    }

    /** The result at {@code first[axis]} .. {@code first[axis] + count[axis] - 1}: one index of each axis outside {@code level}, a range of that, and whole axes inside it. */
    Tile tile(int level, int[] first, int[] count, TeamCycles cycles) {
      int[] from = new int[in.length];
      int[] loaded = in.clone();
      int[] shifted = begin.clone();
      for (int axis = 0; axis <= level; axis++) {
        from[axis] = Math.min(in[axis], Math.max(0, first[axis] - begin[axis]));
        loaded[axis] = Math.max(0, Math.min(in[axis], first[axis] + count[axis] - begin[axis]) - from[axis]);
        shifted[axis] = from[axis] + begin[axis] - first[axis];
      }
      Map<String, Integer> m = new LinkedHashMap<>();
      Members.put(m, "dims_in", back ? count : loaded, 1);
      Members.put(m, "dims_out", back ? loaded : count, 1);
      Members.put(m, "begin", back ? Arrays.stream(shifted).map(b -> -b).toArray() : shifted, 0);
      Block input = Members.product(loaded) == 0 ? null : block(in, from, loaded);
      return new Tile(m, Arrays.asList(input, block(out, first, count)), cycles.elements(Members.product(count), ELEMENT));
    }

    private Block block(int[] dims, int[] first, int[] count) {
      long at = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        at = at * dims[axis] + first[axis];
      }
      return Block.of(at * size, 1, Members.product(count) * size, 0);
    }
  }

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public boolean pays(Call call) {
    Pad pad = Pad.of(call);
    return (long) Math.max(Members.product(pad.in), Members.product(pad.out)) * pad.size >= LEAST_BYTES;
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Pad pad = Pad.of(call);
    TeamCycles cycles = new TeamCycles(limits.cluster());
    return IntStream.range(0, pad.out.length)
        .filter(axis -> pad.out[axis] > 1 || axis == pad.out.length - 1)
        .boxed()
        .flatMap(axis -> Divisions.of(pad.out[axis], 1).stream().map(size -> tiling(pad, axis, size, cycles)));
  }

  /** Bands of {@code size} along {@code axis}; axes outside it are taken one by one. */
  private static Tiling tiling(Pad pad, int axis, int size, TeamCycles cycles) {
    List<Tile> tiles = new ArrayList<>();
    Bands.of(pad.out, axis, size).forEach(b -> tiles.add(pad.tile(axis, b.first(), b.count(), cycles)));
    return new Tiling(pad.call, SHAPE_ARGUMENT, Tiling.operandsOf(pad.call), List.of(tiles));
  }
}
