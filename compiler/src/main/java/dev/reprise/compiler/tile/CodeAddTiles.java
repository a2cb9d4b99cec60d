package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sums of code tensors for Xpulp: stretches of elements. */
final class CodeAddTiles implements TileRule {
  /** Share, number of elements. */
  private static final int SHAPE_ARGUMENT = 1;

  @Override
  public boolean covers(Call call) {
    return call.kernel().equals("rp_add_u8_xpulp");
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    int elements = ((Argument.Literal) call.arguments().get(SHAPE_ARGUMENT)).value().intValue();
    return Divisions.of(elements, 4).stream().filter(stretch -> 3L * stretch <= limits.bytes()).map(stretch -> tiling(call, elements, stretch));
  }

  private static Tiling tiling(Call call, int elements, int stretch) {
    List<TileOperand> operands = Tiling.operandsOf(call);
    List<Tile> tiles = new ArrayList<>();
    for (int first = 0; first < elements; first += stretch) {
      int count = Math.min(stretch, elements - first);
      long cycles = CodeCycles.of(call, (double) count / elements);
      tiles.add(new Tile(Map.of("count", count), Collections.nCopies(operands.size(), Block.of(first, 1, count, count)), cycles));
    }
    return new Tiling(call, SHAPE_ARGUMENT, operands, List.of(tiles));
  }
}
