package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Transposes for Xpulp. Axes that stay next to each other count as one, and those that are outermost on both sides are taken index by index where they must be. Of the others the outermost one of the input and that of the
 * result are cut: so a tile is rows of equal length and distance on either side.
 */
final class PermuteTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_transpose_(u8|f32)_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  private static final int LEAST_BYTES = 2048;
  /** Cycles of one core for an element while all compute, simulated on pulp-open. */
  private static final double ELEMENT = 2.5;
  /** What the DMA moves at once. */
  private static final int ROW = 8;

  /** An axis: {@code from}, {@code to}: elements from one index to the next in the input and in the result. */
  private record Axis(int count, int from, int to) {}

  /** Sizes of a tile along {@code cuts}, axes by their numbers; each is whole where it is not among them. */
  private record Sizes(Map<Integer, Integer> cuts) {}

  /** The transpose, axes in the order of the result. */
  private record Permutation(Call call, List<Axis> axes, int size) {
    static Permutation of(Call call) {
      Map<String, Number> g = Members.of(call, SHAPE_ARGUMENT);
      int[] dims = Members.array(g, "dims");
      int[] stride = Members.array(g, "stride");
      List<Axis> axes = new ArrayList<>();
      for (int axis = dims.length - 1, to = 1; axis >= 0; to *= dims[axis], axis--) {
        Axis inner = axes.isEmpty() ? null : axes.get(0);
        if (inner != null && stride[axis] == inner.count * inner.from) {
          axes.set(0, new Axis(dims[axis] * inner.count, inner.from, inner.to));
        } else if (dims[axis] > 1) {
          axes.add(0, new Axis(dims[axis], stride[axis], to));
        }
      }
      return new Permutation(call, List.copyOf(axes), Tiling.operandsOf(call).get(0).buffer().type().bytes());
    }

    /** Axes that are outermost on both sides. */
    int common() {
      int common = 0;
      while (common < axes.size() && outermost(common) == common) {
        common++;
      }
      return common;
    }

    /** The axis, from {@code first} on, that is outermost in the input. */
    int outermost(int first) {
      return IntStream.range(first, axes.size()).boxed().max(Comparator.comparingInt(i -> axes.get(i).from)).orElseThrow();
    }

    long elements(Sizes s) {
      return IntStream.range(0, axes.size()).mapToLong(i -> s.cuts.getOrDefault(i, axes.get(i).count)).reduce(1, (a, b) -> a * b);
    }

    long tiles(Sizes s) {
      return s.cuts.entrySet().stream().mapToLong(e -> Divisions.parts(axes.get(e.getKey()).count, e.getValue())).reduce(1, (a, b) -> a * b);
    }

    Tile tile(int[] first, int[] count, TeamCycles cycles) {
      List<Integer> inner = IntStream.range(0, axes.size()).boxed().sorted(Comparator.comparingInt((Integer i) -> axes.get(i).from)).toList();
      int[] strides = new int[axes.size()];
      int elements = 1;
      for (int axis : inner) {
        strides[axis] = elements;
        elements *= count[axis];
      }
      Map<String, Integer> m = new LinkedHashMap<>();
      Members.put(m, "dims", count, 1);
      Members.put(m, "stride", strides, 0);
      m.put("in_sample", elements);
      List<Block> blocks = List.of(block(first, count, axes.stream().mapToInt(Axis::from).toArray()), block(first, count, axes.stream().mapToInt(Axis::to).toArray()));
      return new Tile(m, blocks, cycles.elements(elements, ELEMENT));
    }

    /** Rows of the innermost axis that is cut, and what lies inside it. */
    private Block block(int[] first, int[] count, int[] strides) {
      int cut = -1;
      long at = 0;
      for (int axis = 0; axis < count.length; axis++) {
        at += (long) first[axis] * strides[axis];
        if (count[axis] < axes.get(axis).count && (cut < 0 || strides[axis] < strides[cut])) {
          cut = axis;
        }
      }
      int elements = Members.product(count);
      int row = cut < 0 ? elements : count[cut] * strides[cut];
      return Block.of(at * size, elements / row, row * size, cut < 0 ? 0 : axes.get(cut).count * strides[cut] * size);
    }
  }

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches() && !Permutation.of(call).axes.isEmpty();
  }

  @Override
  public boolean pays(Call call) {
    Permutation p = Permutation.of(call);
    return p.elements(new Sizes(Map.of())) * p.size >= LEAST_BYTES;
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Permutation p = Permutation.of(call);
    TeamCycles cycles = new TeamCycles(limits.cluster());
    return sizes(p).stream()
        .filter(s -> 2 * p.elements(s) * p.size <= limits.bytes())
        .sorted(Comparator.comparingLong(p::tiles))
        .map(s -> tiling(p, s, cycles));
  }

  @Override
  public long least(Call call) {
    Permutation p = Permutation.of(call);
    return sizes(p).stream().mapToLong(s -> 2 * p.elements(s) * p.size).min().orElseThrow();
  }

  private static List<Sizes> sizes(Permutation p) {
    List<Sizes> all = new ArrayList<>();
    int common = p.common();
    Map<Integer, Integer> outside = new LinkedHashMap<>();
    for (int axis = 0; axis < common; axis++) {
      for (int size : Divisions.of(p.axes.get(axis).count, 1)) {
        all.add(with(outside, axis, size));
      }
      outside.put(axis, 1);
    }
    if (common < p.axes.size()) {
      int from = p.outermost(common);
      for (int rows : Divisions.of(p.axes.get(common).count, ROW)) {
        for (int columns : Divisions.of(p.axes.get(from).count, ROW)) {
          all.add(with(with(outside, common, rows).cuts, from, columns));
        }
      }
    }
    return all;
  }

  private static Sizes with(Map<Integer, Integer> cuts, int axis, int size) {
    Map<Integer, Integer> more = new LinkedHashMap<>(cuts);
    more.put(axis, size);
    return new Sizes(more);
  }

  private static Tiling tiling(Permutation p, Sizes s, TeamCycles cycles) {
    List<Tile> tiles = new ArrayList<>();
    int[] whole = p.axes.stream().mapToInt(Axis::count).toArray();
    cut(p, s, List.copyOf(s.cuts.keySet()), new int[whole.length], whole, tiles, cycles);
    return new Tiling(p.call, SHAPE_ARGUMENT, Tiling.operandsOf(p.call), List.of(tiles));
  }

  /** Cuts along the first of {@code axes}, and each part along the others. */
  private static void cut(Permutation p, Sizes s, List<Integer> axes, int[] first, int[] count, List<Tile> tiles, TeamCycles cycles) {
    if (axes.isEmpty()) {
      tiles.add(p.tile(first, count, cycles));
      return;
    }
    int axis = axes.get(0);
    int total = p.axes.get(axis).count;
    for (int at = 0; at < total; at += s.cuts.get(axis)) {
      int[] start = first.clone();
      int[] part = count.clone();
      start[axis] = at;
      part[axis] = Math.min(s.cuts.get(axis), total - at);
      cut(p, s, axes.subList(1, axes.size()), start, part, tiles, cycles);
    }
  }
}
