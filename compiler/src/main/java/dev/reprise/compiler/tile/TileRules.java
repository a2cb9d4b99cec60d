package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.List;
import java.util.Optional;

/** The rules there are. */
final class TileRules {
  private static final List<TileRule> ALL = List.of(new ConvTiles(), new LinearTiles(), new PoolTiles(), new ElementwiseTiles(), new CodeLayerTiles(), new CodePoolTiles(), new CodeStretchTiles(), new BroadcastTiles(), new PermuteTiles(), new ConcatTiles(), new PadTiles());

  private TileRules() {}

  /** The rule for {@code call}, whether it pays or not; calls without one work on data where they lie. */
  static Optional<TileRule> of(Call call) {
    return ALL.stream().filter(r -> r.covers(call)).findFirst();
  }
}
