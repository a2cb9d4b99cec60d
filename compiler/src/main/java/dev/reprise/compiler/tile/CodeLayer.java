package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An integer convolution or fully connected layer for Xpulp, channels last, and the parts of its tensors that a tile needs. Of a fully connected layer, and of a pointwise
 * convolution, each row or pixel is a row of its own. Blocks of channels are whole groups, or output channels where there is one group.
 */
final class CodeLayer {
  /** Share, geometry, output stage. */
  static final int SHAPE_ARGUMENT = 1;
  /** {@code sizeof(rp_xpulp_channel)}. */
  private static final int STAGE_BYTES = 16;

  private final Call call;
  private final List<TileOperand> operands;
  private final boolean linear;
  private final ConvShape shape;

  /** Output channels first .. first+count-1, whole groups where there are several. */
  record Channels(int first, int count) {}

  CodeLayer(Call call) {
    this.call = call;
    this.operands = Tiling.operandsOf(call);
    this.linear = call.kernel().startsWith("rp_linear");
    Map<String, Number> g = ((Argument.Geometry) call.arguments().get(SHAPE_ARGUMENT)).members();
    this.shape = linear ? linear(g) : call.kernel().startsWith("rp_conv_pw") ? ConvShape.of(g).inLine() : ConvShape.of(g);
  }

  private static ConvShape linear(Map<String, Number> g) {
    ConvShape.Axis one = new ConvShape.Axis(1, 1, 1, 0);
    int rows = g.get("rows").intValue();
    return new ConvShape(1, g.get("k").intValue(), g.get("m").intValue(), rows, 1, rows, 1, one, one);
  }

  ConvShape shape() {
    return shape;
  }

  List<TileOperand> operands() {
    return operands;
  }

  int channels() {
    return shape.groups() * shape.groupOut();
  }

  /** Channels that may begin a block: multiples of it. */
  int unit() {
    return shape.groups() == 1 || shape.groupOut() == 1 ? 4 : shape.groupOut();
  }

  /** Whether the kernel can work on a block of so many channels. */
  boolean accepts(int count) {
    return shape.groups() == 1 || shape.groupOut() > 1 || count >= 4 || count == channels();
  }

  Tile tile(Channels c, ConvShape.Band band) {
    return new Tile(linear ? linearMembers(c, band) : part(c, band).members(), blocks(c, band), cycles(c, band));
  }

  private ConvShape part(Channels c, ConvShape.Band band) {
    int groups = shape.groups() == 1 ? 1 : c.count() / shape.groupOut();
    return shape.part(groups, shape.groupIn(), c.count() / groups, band);
  }

  private Map<String, Integer> linearMembers(Channels c, ConvShape.Band band) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("rows", band.rowsOut());
    m.put("k", shape.groupIn());
    m.put("m", c.count());
    return m;
  }

  /** Input, weights, output stages, scratch where the kernel has one, output. */
  private List<Block> blocks(Channels c, ConvShape.Band band) {
    int inputs = shape.groups() == 1 ? shape.groupIn() : c.count() / shape.groupOut() * shape.groupIn();
    int firstInput = shape.groups() == 1 ? 0 : c.first() / shape.groupOut() * shape.groupIn();
    List<Block> blocks = new ArrayList<>();
    blocks.add(pixels(band.firstIn() * shape.widthIn(), band.rowsIn() * shape.widthIn(), shape.groups() * shape.groupIn(), firstInput, inputs));
    blocks.add(weights(c));
    blocks.add(Block.of((long) c.first() * STAGE_BYTES, 1, c.count() * STAGE_BYTES, 0));
    if (operands.size() == 5) {
      int scratch = (int) operands.get(3).buffer().bytes(1);
      blocks.add(Block.of(0, 1, scratch, scratch));
    }
    blocks.add(pixels(band.firstOut() * shape.widthOut(), band.rowsOut() * shape.widthOut(), channels(), c.first(), c.count()));
    return blocks;
  }

  private static Block pixels(int first, int count, int channels, int channel, int channelCount) {
    return Block.of((long) first * channels + channel, count, channelCount, channels);
  }

  /** Weights lie in rows of channels or, where four channels are laid out together, in rows of four, of which the last may overlap the one before. */
  private Block weights(Channels c) {
    long bytes = operands.get(1).buffer().bytes(1);
    int fours = (channels() + 3) / 4;
    boolean together = call.kernel().contains("_taps_");
    if (together) {
      long four = bytes / fours;
      return Block.of(c.first() / 4 * four, 1, (int) ((c.count() + 3) / 4 * four), 0);
    }
    long row = bytes / channels();
    return Block.of(c.first() * row, 1, (int) (c.count() * row), 0);
  }

  /** By the part of all outputs, channels in fours. */
  private long cycles(Channels c, ConvShape.Band band) {
    double part = (double) ((c.count() + 3) / 4) * band.rowsOut() / ((double) ((channels() + 3) / 4) * shape.heightOut());
    return CodeCycles.of(call, part);
  }
}
