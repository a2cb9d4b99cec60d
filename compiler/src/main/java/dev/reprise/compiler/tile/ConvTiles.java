package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Convolutions in binary32 for Xpulp: pointwise, depthwise and general. Blocks of channels (whole groups, or channels within one) and bands of rows; a tile is a convolution itself. A pointwise
 * convolution has no neighbours: each of its pixels is a row.
 */
final class ConvTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_conv(?:_pw|_dw)?_f32_(fw|bw_input|bw_weight)_xpulp");
  /** Share, geometry, sample count. */
  private static final int SHAPE_ARGUMENT = 1;

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    ConvShape shape = shape(call);
    Direction direction = Direction.of(call.kernel());
    List<TileOperand> operands = Tiling.operandsOf(call);
    ConvBlocks blocks = new ConvBlocks(shape, direction, operands);
    ConvCycles cycles = new ConvCycles(call.kernel(), direction, limits.cluster());
    boolean partialSums = limits.partialSums() && !call.kernel().contains("_conv_dw_");
    return sizes(shape, direction, partialSums).stream()
        .filter(s -> blocks.largest(s) <= limits.bytes())
        .flatMap(s -> orders(s, direction, shape).map(order -> tiling(call, operands(operands, s, shape, direction), shape, direction, blocks, cycles, s, order)));
  }

  @Override
  public long least(Call call) {
    ConvShape shape = shape(call);
    Direction direction = Direction.of(call.kernel());
    ConvBlocks blocks = new ConvBlocks(shape, direction, Tiling.operandsOf(call));
    return sizes(shape, direction, !call.kernel().contains("_conv_dw_")).stream().mapToLong(blocks::largest).min().orElseThrow();
  }

  private static ConvShape shape(Call call) {
    Map<String, Number> members = ((Argument.Geometry) call.arguments().get(SHAPE_ARGUMENT)).members();
    ConvShape shape = ConvShape.of(members);
    return call.kernel().contains("_conv_pw_") ? shape.inLine() : shape;
  }

  /** Which gradient, if any. */
  enum Direction {
    FORWARD,
    INPUT,
    WEIGHT;

    static Direction of(String kernel) {
      return kernel.contains("_bw_input") ? INPUT : kernel.contains("_bw_weight") ? WEIGHT : FORWARD;
    }
  }

  /**
   * Sizes of a tile.
   *
   * @param groups in a tile
   * @param outputs output channels of each group in a tile
   * @param inputs input channels of each group in a tile
   * @param rows of the output in a tile; for an input gradient, of the input
   */
  record Sizes(int groups, int outputs, int inputs, int rows) {}

  /** How the tiles follow each other. */
  enum Order {
    /** Sample by sample: bands within blocks of channels. */
    SAMPLE_CHANNELS_ROWS,
    /** Sample by sample: blocks of channels within bands. */
    SAMPLE_ROWS_CHANNELS,
    /** Blocks of channels one after the other, all samples of each: weights stay. */
    CHANNELS_SAMPLE_ROWS
  }

  /**
   * Those that make the fewest tiles first.
   *
   * @param partialSums whether the channels that are summed over may be cut as well
   */
  private static List<Sizes> sizes(ConvShape s, Direction d, boolean partialSums) {
    List<Sizes> all = new ArrayList<>();
    int rows = d == Direction.INPUT ? s.heightIn() : s.heightOut();
    for (int band : Divisions.of(rows, s.taps() == 1 ? 4 : 1)) {
      for (int groups : s.groups() == 1 ? List.of(1) : Divisions.of(s.groups(), s.groupIn() == 1 ? 4 : 1)) {
        boolean within = groups == 1;
        for (int outputs : within && (d != Direction.INPUT || partialSums) ? Divisions.of(s.groupOut(), 4) : List.of(s.groupOut())) {
          for (int inputs : within && (d != Direction.FORWARD || partialSums) ? Divisions.of(s.groupIn(), 4) : List.of(s.groupIn())) {
            all.add(new Sizes(groups, outputs, inputs, band));
          }
        }
      }
    }
    all.sort(Comparator.comparingLong(sizes -> count(sizes, s, d)));
    return all;
  }

  /** Tiles of these sizes. */
  private static long count(Sizes s, ConvShape shape, Direction d) {
    int rows = d == Direction.INPUT ? shape.heightIn() : shape.heightOut();
    return Divisions.parts(shape.groups(), s.groups()) * Divisions.parts(shape.groupOut(), s.outputs()) * Divisions.parts(shape.groupIn(), s.inputs()) * Divisions.parts(rows, s.rows());
  }

  /** Gradients of weights keep a block until it is complete; so there is one order. */
  private static Stream<Order> orders(Sizes s, Direction d, ConvShape shape) {
    boolean oneBlock = s.groups() == shape.groups() && s.outputs() == shape.groupOut() && s.inputs() == shape.groupIn();
    if (d == Direction.WEIGHT || oneBlock) {
      return Stream.of(Order.CHANNELS_SAMPLE_ROWS);
    }
    int rows = d == Direction.INPUT ? shape.heightIn() : shape.heightOut();
    return s.rows() == rows ? Stream.of(Order.CHANNELS_SAMPLE_ROWS, Order.SAMPLE_CHANNELS_ROWS) : Stream.of(Order.values());
  }

  private static Tiling tiling(
      Call call, List<TileOperand> operands, ConvShape shape, Direction direction, ConvBlocks blocks, ConvCycles cycles, Sizes s, Order order) {
    List<List<Tile>> groups = new ArrayList<>();
    List<Tile> all = new ArrayList<>();
    List<ConvBlocks.Channels> channels = blocks.channels(s);
    List<ConvShape.Band> bands = blocks.bands(s.rows());
    if (order == Order.SAMPLE_ROWS_CHANNELS) {
      bands.forEach(b -> channels.forEach(c -> all.add(tile(shape, direction, blocks, cycles, c, b))));
      groups.add(all);
    } else {
      for (ConvBlocks.Channels c : channels) {
        List<Tile> tiles = bands.stream().map(b -> tile(shape, direction, blocks, cycles, c, b)).toList();
        all.addAll(tiles);
        groups.add(tiles);
      }
    }
    boolean apart = order == Order.CHANNELS_SAMPLE_ROWS;
    return new Tiling(call, SHAPE_ARGUMENT, operands, apart ? groups : List.of(all));
  }

  /** Sums that pass through L1 several times are read again. */
  private static List<TileOperand> operands(List<TileOperand> all, Sizes s, ConvShape shape, Direction d) {
    boolean whole = d == Direction.WEIGHT || s.groups() > 1 || (d == Direction.FORWARD ? s.inputs() == shape.groupIn() : s.outputs() == shape.groupOut());
    if (whole) {
      return all;
    }
    return TileOperand.lastReadAgain(all);
  }

  private static Tile tile(ConvShape shape, Direction direction, ConvBlocks blocks, ConvCycles cycles, ConvBlocks.Channels c, ConvShape.Band band) {
    ConvShape part = shape.part(c.groups(), c.inputs(), c.outputs(), band);
    Map<String, Integer> members = part.members();
    int before = direction == Direction.FORWARD ? c.input() : direction == Direction.INPUT ? c.output() : 0;
    if (before > 0) {
      members.put("begun", before);
    }
    return new Tile(members, blocks.of(c, band), cycles.of(part));
  }
}
