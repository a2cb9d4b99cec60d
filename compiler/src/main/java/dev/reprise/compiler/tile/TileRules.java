package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.List;
import java.util.Optional;

/** The rules there are. */
final class TileRules {
  private static final List<TileRule> ALL = List.of(new ConvTiles(), new LinearTiles(), new PoolTiles(), new ElementwiseTiles(), new CodeLayerTiles(), new CodePoolTiles(), new CodeAddTiles());

  private TileRules() {}

  /** The rule for {@code call}; calls without one work on data where they lie. */
  static Optional<TileRule> of(Call call) {
    return ALL.stream().filter(r -> r.covers(call)).findFirst();
  }
}
