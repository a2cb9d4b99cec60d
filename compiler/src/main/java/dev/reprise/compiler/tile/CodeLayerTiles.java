package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Integer convolutions and fully connected layers for Xpulp: bands of rows, channels last, and blocks of output channels; a tile is such a layer itself. */
final class CodeLayerTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_(conv|conv_pw|conv_dw|conv_dw_taps|linear)_s8_xpulp");

  /** Sizes of a tile. */
  private record Sizes(int channels, int rows) {}

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    CodeLayer layer = new CodeLayer(call);
    return sizes(layer)
        .filter(s -> bytes(layer, s) <= limits.bytes())
        .sorted(Comparator.comparingLong(s -> count(layer, s)))
        .flatMap(s -> Stream.of(true, false).filter(apart -> apart || s.channels() < layer.channels() && s.rows() < layer.shape().heightOut()).map(apart -> tiling(call, layer, s, apart)));
  }

  private static Stream<Sizes> sizes(CodeLayer layer) {
    List<Sizes> all = new ArrayList<>();
    int unit = layer.unit();
    for (int rows : Divisions.of(layer.shape().heightOut(), layer.shape().taps() == 1 ? 4 : 1)) {
      for (int units : Divisions.of((layer.channels() + unit - 1) / unit, 1)) {
        int channels = Math.min(units * unit, layer.channels());
        int last = layer.channels() % channels;
        if (layer.accepts(channels) && (last == 0 || layer.accepts(last))) {
          all.add(new Sizes(channels, rows));
        }
      }
    }
    return all.stream();
  }

  private static long count(CodeLayer layer, Sizes s) {
    return Divisions.parts(layer.channels(), s.channels()) * Divisions.parts(layer.shape().heightOut(), s.rows());
  }

  /** Bytes of all blocks of the largest tile, one buffer each. */
  private static long bytes(CodeLayer layer, Sizes s) {
    return bands(layer, s.rows()).stream()
        .mapToLong(b -> layer.tile(new CodeLayer.Channels(0, s.channels()), b).blocks().stream().mapToLong(Block::size).sum())
        .max()
        .orElseThrow();
  }

  private static List<ConvShape.Band> bands(CodeLayer layer, int rows) {
    List<ConvShape.Band> bands = new ArrayList<>();
    int height = layer.shape().heightOut();
    for (int first = 0; first < height; first += rows) {
      bands.add(layer.shape().forOutputs(first, Math.min(first + rows, height)));
    }
    return bands;
  }

  /** @param weightsStay whether all bands pass by a block of weights before the next one comes; else all blocks by a band */
  private static Tiling tiling(Call call, CodeLayer layer, Sizes s, boolean weightsStay) {
    List<ConvShape.Band> bands = bands(layer, s.rows());
    List<CodeLayer.Channels> blocks = new ArrayList<>();
    for (int first = 0; first < layer.channels(); first += s.channels()) {
      blocks.add(new CodeLayer.Channels(first, Math.min(s.channels(), layer.channels() - first)));
    }
    List<Tile> tiles = new ArrayList<>();
    if (weightsStay) {
      blocks.forEach(c -> bands.forEach(b -> tiles.add(layer.tile(c, b))));
    } else {
      bands.forEach(b -> blocks.forEach(c -> tiles.add(layer.tile(c, b))));
    }
    return new Tiling(call, CodeLayer.SHAPE_ARGUMENT, layer.operands(), List.of(tiles));
  }
}
