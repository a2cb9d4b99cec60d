package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Concatenations for Xpulp and their gradients: some of an operand's blocks, or a part of one. In L1 both sides lie close. */
final class ConcatTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_concat_(u8|f32_fw|f32_bw)_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  private static final int LEAST_BYTES = 1024;

  /** Cycles of one core for a byte while all compute. */
  private static final double BYTE = 0.7;

  /** The operand's blocks: {@code rows} of {@code columns} elements of {@code size} bytes, {@code stride} apart in the joined tensor from {@code offset} on. */
  private record Operand(Call call, int rows, int columns, int stride, int offset, int size) {
    static Operand of(Call call) {
      Map<String, Number> g = Members.of(call, SHAPE_ARGUMENT);
      int size = Tiling.operandsOf(call).get(0).buffer().type().bytes();
      return new Operand(call, g.get("outer").intValue(), g.get("block").intValue(), g.get("stride").intValue(), g.get("offset").intValue(), size);
    }

    Tile tile(int row, int count, int column, int width, TeamCycles cycles) {
      Map<String, Integer> m = new LinkedHashMap<>();
      m.put("outer", count);
      m.put("block", width);
      m.put("stride", width);
      m.put("offset", 0);
      m.put("joined_sample", count * width);
      Block own = Block.of(((long) row * columns + column) * size, count, width * size, columns * size);
      Block joined = Block.of((offset + (long) row * stride + column) * size, count, width * size, stride * size);
      List<Block> blocks = call.kernel().contains("_bw_") ? List.of(joined, own) : List.of(own, joined);
      return new Tile(m, blocks, cycles.elements((long) count * width * size, BYTE));
    }
  }

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public boolean pays(Call call) {
    Operand o = Operand.of(call);
    return (long) o.rows * o.columns * o.size >= LEAST_BYTES;
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Operand o = Operand.of(call);
    TeamCycles cycles = new TeamCycles(limits.cluster());
    Stream<int[]> rows = Divisions.of(o.rows, 1).stream().map(count -> new int[] {count, o.columns});
    Stream<int[]> parts = Divisions.of(o.columns, 16).stream().skip(1).map(width -> new int[] {1, width});
    return Stream.concat(rows, parts).filter(s -> 2L * s[0] * s[1] * o.size <= limits.bytes()).map(s -> tiling(o, s[0], s[1], cycles));
  }

  private static Tiling tiling(Operand o, int rows, int columns, TeamCycles cycles) {
    List<Tile> tiles = new ArrayList<>();
    for (int row = 0; row < o.rows; row += rows) {
      for (int column = 0; column < o.columns; column += columns) {
        tiles.add(o.tile(row, Math.min(rows, o.rows - row), column, Math.min(columns, o.columns - column), cycles));
      }
    }
    return new Tiling(o.call, SHAPE_ARGUMENT, Tiling.operandsOf(o.call), List.of(tiles));
  }
}
