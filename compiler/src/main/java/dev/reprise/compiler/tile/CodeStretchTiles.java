package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Sums and tables of codes for Xpulp: stretches of elements; a table comes along whole. */
final class CodeStretchTiles implements TileRule {
  private static final String TABLE = "rp_table_u8_xpulp";
  private static final Set<String> KERNELS = Set.of("rp_add_u8_xpulp", TABLE);
  /** Share, number of elements. */
  private static final int SHAPE_ARGUMENT = 1;

  @Override
  public boolean covers(Call call) {
    return KERNELS.contains(call.kernel());
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    int elements = ((Argument.Literal) call.arguments().get(SHAPE_ARGUMENT)).value().intValue();
    return Divisions.of(elements, 4).stream().filter(stretch -> 2L * stretch <= limits.bytes()).map(stretch -> tiling(call, elements, stretch));
  }

  private static Tiling tiling(Call call, int elements, int stretch) {
    List<TileOperand> operands = Tiling.operandsOf(call);
    List<Tile> tiles = new ArrayList<>();
    for (int first = 0; first < elements; first += stretch) {
      int count = Math.min(stretch, elements - first);
      List<Block> blocks = new ArrayList<>();
      for (TileOperand operand : operands) {
        boolean table = call.kernel().equals(TABLE) && blocks.isEmpty();
        blocks.add(table ? Block.of(0, 1, operand.buffer().elements(), 0) : Block.of(first, 1, count, count));
      }
      tiles.add(new Tile(Map.of("count", count), blocks, CodeCycles.of(call, (double) count / elements)));
    }
    return new Tiling(call, SHAPE_ARGUMENT, operands, List.of(tiles));
  }
}
