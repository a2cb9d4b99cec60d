package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import java.util.ArrayList;
import java.util.List;

/** Which parts of a convolution's tensors a tile needs. Bytes; all elements are floats. */
final class ConvBlocks {
  private static final int FLOAT = 4;

  /**
   * Channels of a tile.
   *
   * @param group the first of {@code groups}
   * @param output first output channel within the group, of {@code outputs}
   * @param input first input channel within the group, of {@code inputs}
   */
  record Channels(int group, int groups, int output, int outputs, int input, int inputs) {}

  private enum Role {
    INPUT,
    OUTPUT,
    WEIGHT,
    BIAS
  }

  private final ConvShape shape;
  private final ConvTiles.Direction direction;
  private final List<Role> roles = new ArrayList<>();

  /** @param operands in the order of the kernels' prototypes, without a bias that is absent */
  ConvBlocks(ConvShape shape, ConvTiles.Direction direction, List<TileOperand> operands) {
    this.shape = shape;
    this.direction = direction;
    List<Role> order =
        switch (direction) {
          case FORWARD -> operands.size() == 4 ? List.of(Role.INPUT, Role.WEIGHT, Role.BIAS, Role.OUTPUT) : List.of(Role.INPUT, Role.WEIGHT, Role.OUTPUT);
          case INPUT -> List.of(Role.OUTPUT, Role.WEIGHT, Role.INPUT);
          case WEIGHT -> List.of(Role.INPUT, Role.OUTPUT, Role.WEIGHT, Role.BIAS);
        };
    roles.addAll(order.subList(0, operands.size()));
    boolean accumulates = operands.get(operands.size() - 1).access() == Argument.Access.READ_WRITE;
    if (accumulates != (direction == ConvTiles.Direction.WEIGHT)) {
      throw new IllegalArgumentException("operands are not those of " + direction);
    }
  }

  /** Bytes of all blocks of the largest tile, one buffer each. */
  long largest(ConvTiles.Sizes s) {
    Channels first = new Channels(0, s.groups(), 0, s.outputs(), 0, s.inputs());
    return bands(s.rows()).stream().mapToLong(b -> of(first, b).stream().filter(x -> x != null).mapToLong(Block::size).sum()).max().orElseThrow();
  }

  /** All channels in blocks; output channels outermost. */
  List<Channels> channels(ConvTiles.Sizes s) {
    List<Channels> all = new ArrayList<>();
    for (int group = 0; group < shape.groups(); group += s.groups()) {
      int groups = Math.min(s.groups(), shape.groups() - group);
      for (int output = 0; output < shape.groupOut(); output += s.outputs()) {
        int outputs = Math.min(s.outputs(), shape.groupOut() - output);
        for (int input = 0; input < shape.groupIn(); input += s.inputs()) {
          all.add(new Channels(group, groups, output, outputs, input, Math.min(s.inputs(), shape.groupIn() - input)));
        }
      }
    }
    return all;
  }

  /** All rows in bands of {@code rows}, from the top. */
  List<ConvShape.Band> bands(int rows) {
    boolean inputs = direction == ConvTiles.Direction.INPUT;
    int height = inputs ? shape.heightIn() : shape.heightOut();
    List<ConvShape.Band> bands = new ArrayList<>();
    for (int first = 0; first < height; first += rows) {
      int end = Math.min(first + rows, height);
      bands.add(inputs ? shape.forInputs(first, end) : shape.forOutputs(first, end));
    }
    return bands;
  }

  /** The block of each operand. */
  List<Block> of(Channels c, ConvShape.Band band) {
    List<Block> blocks = new ArrayList<>();
    for (Role role : roles) {
      blocks.add(
          switch (role) {
            case INPUT -> planes(c.group() * shape.groupIn() + c.input(), c.groups() * c.inputs(), shape.heightIn(), shape.widthIn(), band.firstIn(), band.rowsIn());
            case OUTPUT ->
                planes(c.group() * shape.groupOut() + c.output(), c.groups() * c.outputs(), shape.heightOut(), shape.widthOut(), band.firstOut(), band.rowsOut());
            case WEIGHT -> weights(c);
            case BIAS -> bias(c);
          });
    }
    return blocks;
  }

  private static Block planes(int first, int count, int height, int width, int row, int rows) {
    int line = width * FLOAT;
    return Block.of(((long) first * height + row) * line, count, rows * line, height * line);
  }

  private Block weights(Channels c) {
    int taps = shape.taps() * FLOAT;
    long first = (long) c.group() * shape.groupOut() + c.output();
    return Block.of((first * shape.groupIn() + c.input()) * taps, c.groups() * c.outputs(), c.inputs() * taps, shape.groupIn() * taps);
  }

  /** The gradient of a bias is summed with the first block of input channels. */
  private Block bias(Channels c) {
    if (direction == ConvTiles.Direction.WEIGHT && c.input() > 0) {
      return null;
    }
    return Block.of(((long) c.group() * shape.groupOut() + c.output()) * FLOAT, 1, c.groups() * c.outputs() * FLOAT, 0);
  }
}
