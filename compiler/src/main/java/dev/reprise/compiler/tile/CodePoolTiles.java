package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pools of codes for Xpulp, channels last: bands of rows and blocks of channels; a tile is such a pool itself. */
final class CodePoolTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_(max|average)_pool_u8_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  /** Share, geometry, output stage, entries. */
  private static final int COUNTS_ARGUMENT = 4;

  /** The pool: its geometry, and the same with convolution's names for the arithmetic of bands. */
  private record Pool(Call call, Map<String, Number> members, ConvShape shape) {
    static Pool of(Call call) {
      Map<String, Number> g = ((Argument.Geometry) call.arguments().get(SHAPE_ARGUMENT)).members();
      Map<String, Number> conv = new LinkedHashMap<>(g);
      List.of("groups", "c_in", "c_out").forEach(name -> conv.put(name, g.get("channels")));
      return new Pool(call, g, ConvShape.of(conv));
    }

    int channels() {
      return shape.groups();
    }

    Tile tile(int channel, int count, ConvShape.Band band) {
      Map<String, Integer> m = new LinkedHashMap<>();
      members.forEach((name, value) -> m.put(name, value.intValue()));
      m.put("channels", count);
      m.put("h_in", band.rowsIn());
      m.put("h_out", band.rowsOut());
      m.put("pad_top", band.pad());
      // what lies below the band is input or padding: both count where padding does
      m.put("pad_bottom", shape.heightIn() + members.get("pad_bottom").intValue() - band.endIn());
      List<Block> blocks = new ArrayList<>();
      List<TileOperand> operands = Tiling.operandsOf(call);
      for (TileOperand constant : operands.subList(0, operands.size() - 2)) {
        int bytes = constantBytes(constant);
        blocks.add(Block.of(0, 1, bytes, bytes));
      }
      blocks.add(pixels(band.firstIn() * shape.widthIn(), band.rowsIn() * shape.widthIn(), channel, count));
      blocks.add(pixels(band.firstOut() * shape.widthOut(), band.rowsOut() * shape.widthOut(), channel, count));
      double part = (double) count * band.rowsOut() / ((double) channels() * shape.heightOut());
      return new Tile(m, blocks, CodeCycles.of(call, part));
    }

    private Block pixels(int first, int pixels, int channel, int count) {
      return Block.of((long) first * channels() + channel, pixels, count, channels());
    }

    /** Counts of taps, then {@code rp_requant}. */
    private int constantBytes(TileOperand constant) {
      return constant.buffer().elements() * (constant.argument() == COUNTS_ARGUMENT ? 4 : 8);
    }
  }

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Pool pool = Pool.of(call);
    List<int[]> sizes = new ArrayList<>();
    for (int rows : Divisions.of(pool.shape.heightOut(), 1)) {
      for (int channels : Divisions.of(pool.channels(), 4)) {
        sizes.add(new int[] {channels, rows});
      }
    }
    return sizes.stream()
        .sorted(Comparator.comparingLong(s -> Divisions.parts(pool.channels(), s[0]) * Divisions.parts(pool.shape.heightOut(), s[1])))
        .map(s -> tiling(pool, s[0], s[1]))
        .filter(t -> t.tiles().stream().allMatch(tile -> tile.blocks().stream().mapToLong(Block::size).sum() <= limits.bytes()));
  }

  private static Tiling tiling(Pool pool, int channels, int rows) {
    List<Tile> tiles = new ArrayList<>();
    int height = pool.shape.heightOut();
    for (int row = 0; row < height; row += rows) {
      ConvShape.Band band = pool.shape.forOutputs(row, Math.min(row + rows, height));
      for (int channel = 0; channel < pool.channels(); channel += channels) {
        tiles.add(pool.tile(channel, Math.min(channels, pool.channels() - channel), band));
      }
    }
    return new Tiling(pool.call, SHAPE_ARGUMENT, Tiling.operandsOf(pool.call), List.of(tiles));
  }
}
