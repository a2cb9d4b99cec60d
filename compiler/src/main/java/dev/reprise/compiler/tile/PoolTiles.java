package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pools in binary32 for Xpulp, in blocks of channels and, where whole planes do not fit, bands of rows; a tile is such a pool itself. An input gradient takes part of a plane from every window that reaches into it, whose maxima
 * and counts need all their taps: so its planes are cut only between windows that do not overlap.
 */
final class PoolTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_(?:max|average)_pool_f32_(?:fw|bw)_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  private static final int FLOAT = 4;

  /** Cycles of one core for an output and for each of its taps, counted on pulp-open from windows of 2x2 and 3x3. */
  private static final int OUTPUT = 20;

  private static final Map<String, Integer> TAP =
      Map.of("rp_max_pool_f32_fw_xpulp", 12, "rp_max_pool_f32_bw_xpulp", 32, "rp_average_pool_f32_fw_xpulp", 16, "rp_average_pool_f32_bw_xpulp", 18);

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  /** The pool: its geometry, and the same with convolution's names for the arithmetic of bands. */
  private record Pool(Call call, Map<String, Number> members, ConvShape shape) {
    static Pool of(Call call) {
      Map<String, Number> g = Members.of(call, SHAPE_ARGUMENT);
      Map<String, Number> conv = new LinkedHashMap<>(g);
      List.of("groups", "c_in", "c_out").forEach(name -> conv.put(name, g.get("channels")));
      return new Pool(call, g, ConvShape.of(conv));
    }

    boolean back() {
      return call.kernel().contains("_bw_");
    }

    int channels() {
      return shape.groups();
    }

    /** Rows of outputs that a band may have, the most first. */
    List<Integer> heights() {
      return Divisions.of(shape.heightOut(), 1).stream().filter(rows -> rows == shape.heightOut() || !back() || areApart(rows)).toList();
    }

    /** Whether windows above and below every cut have no row in common, and each band has some. */
    private boolean areApart(int rows) {
      ConvShape.Axis axis = shape.vertical();
      return axis.stride() >= axis.extent() && axis.pad() < axis.stride() && (shape.heightOut() - 1) / rows * rows * axis.stride() - axis.pad() < shape.heightIn();
    }

    /** Output rows first .. end-1 with the input rows under their windows; for a gradient also those between these windows and the next ones. */
    ConvShape.Band band(int first, int end) {
      if (!back()) {
        return shape.forOutputs(first, end);
      }
      int stride = shape.vertical().stride();
      int pad = shape.vertical().pad();
      int firstIn = first == 0 ? 0 : first * stride - pad;
      int endIn = end == shape.heightOut() ? shape.heightIn() : end * stride - pad;
      return new ConvShape.Band(firstIn, endIn, first, end, first == 0 ? pad : 0);
    }

    Tile tile(int channel, int count, ConvShape.Band band, TeamCycles team) {
      Map<String, Integer> m = new LinkedHashMap<>();
      members.forEach((name, value) -> m.put(name, value.intValue()));
      m.put("channels", count);
      m.put("h_in", band.rowsIn());
      m.put("h_out", band.rowsOut());
      m.put("pad_top", band.pad());
      // what lies below the band is input or padding: both count where padding does
      m.put("pad_bottom", shape.heightIn() + members.get("pad_bottom").intValue() - band.endIn());
      Block input = planes(channel, count, shape.heightIn(), shape.widthIn(), band.firstIn(), band.rowsIn());
      Block output = planes(channel, count, shape.heightOut(), shape.widthOut(), band.firstOut(), band.rowsOut());
      List<Block> blocks =
          switch (call.kernel()) {
            case "rp_max_pool_f32_bw_xpulp" -> List.of(input, output, input);
            case "rp_average_pool_f32_bw_xpulp" -> List.of(output, input);
            default -> List.of(input, output);
          };
      double each = OUTPUT + (double) TAP.get(call.kernel()) * shape.taps();
      return new Tile(m, blocks, team.elements(count, each * band.rowsOut() * shape.widthOut()));
    }

    private static Block planes(int first, int count, int height, int width, int row, int rows) {
      return Block.of(((long) first * height + row) * width * FLOAT, count, rows * width * FLOAT, height * width * FLOAT);
    }
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Pool pool = Pool.of(call);
    TeamCycles team = new TeamCycles(limits.cluster());
    // rows are shared out: few of them leave cores idle, which the planes of several channels even out
    Stream<Tiling> whole = Divisions.of(pool.channels(), 1).stream().map(channels -> tiling(pool, channels, pool.shape.heightOut(), team));
    Stream<Tiling> bands = pool.heights().stream().skip(1).map(rows -> tiling(pool, 1, rows, team));
    return Stream.concat(whole, bands);
  }

  @Override
  public long least(Call call) {
    Pool pool = Pool.of(call);
    List<Integer> heights = pool.heights();
    return tiling(pool, 1, heights.get(heights.size() - 1), new TeamCycles(TileLimits.NONE.cluster())).tiles().stream().mapToLong(t -> t.blocks().stream().mapToLong(Block::size).sum()).max().orElseThrow();
  }

  private static Tiling tiling(Pool pool, int channels, int rows, TeamCycles team) {
    List<Tile> tiles = new ArrayList<>();
    int height = pool.shape.heightOut();
    for (int first = 0; first < pool.channels(); first += channels) {
      for (int row = 0; row < height; row += rows) {
        tiles.add(pool.tile(first, Math.min(channels, pool.channels() - first), pool.band(row, Math.min(row + rows, height)), team));
      }
    }
    return new Tiling(pool.call, SHAPE_ARGUMENT, Tiling.operandsOf(pool.call), List.of(tiles));
  }
}
