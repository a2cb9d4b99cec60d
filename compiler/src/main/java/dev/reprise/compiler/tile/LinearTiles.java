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

/** Fully connected layers in binary32 for Xpulp: blocks of outputs or inputs, and of rows; a tile is a fully connected layer itself. */
final class LinearTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_linear_f32_(fw|bw_input|bw_weight)_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  private static final int FLOAT = 4;

  /** Part of the layer: rows, inputs and outputs, each from a first one. */
  private record Part(int row, int rows, int input, int inputs, int output, int outputs) {}

  /** The layer. */
  private record Layer(Call call, List<TileOperand> operands, ConvTiles.Direction direction, int rows, int inputs, int outputs) {
    static Layer of(Call call) {
      Map<String, Number> g = ((Argument.Geometry) call.arguments().get(SHAPE_ARGUMENT)).members();
      return new Layer(
          call,
          Tiling.operandsOf(call),
          ConvTiles.Direction.of(call.kernel()),
          g.get("rows").intValue(),
          g.get("k").intValue(),
          g.get("m").intValue());
    }

    Block x(Part p) {
      return Block.of(((long) p.row * inputs + p.input) * FLOAT, p.rows, p.inputs * FLOAT, inputs * FLOAT);
    }

    Block y(Part p) {
      return Block.of(((long) p.row * outputs + p.output) * FLOAT, p.rows, p.outputs * FLOAT, outputs * FLOAT);
    }

    Block w(Part p) {
      return Block.of(((long) p.output * inputs + p.input) * FLOAT, p.outputs, p.inputs * FLOAT, inputs * FLOAT);
    }

    Block bias(Part p) {
      return Block.of((long) p.output * FLOAT, 1, p.outputs * FLOAT, 0);
    }

    /** The operands where parts are of {@code size}: sums that pass through L1 several times are read again. */
    List<TileOperand> cut(Part size) {
      boolean whole = direction == ConvTiles.Direction.WEIGHT || (direction == ConvTiles.Direction.FORWARD ? size.inputs == inputs : size.outputs == outputs);
      return whole ? operands : TileOperand.lastReadAgain(operands);
    }

    /** In the order of the prototypes, without what is absent. */
    List<Block> blocks(Part p) {
      List<Block> all =
          switch (direction) {
            case FORWARD -> operands.size() == 4 ? List.of(x(p), w(p), bias(p), y(p)) : List.of(x(p), w(p), y(p));
            case INPUT -> List.of(y(p), w(p), x(p));
            // the gradient of a bias is summed with the first block of inputs
            case WEIGHT -> java.util.Arrays.asList(x(p), y(p), w(p), p.input == 0 ? bias(p) : null);
          };
      return all.subList(0, operands.size());
    }
  }

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Layer layer = Layer.of(call);
    TeamCycles cycles = new TeamCycles(limits.cluster());
    List<Boolean> stay = layer.direction == ConvTiles.Direction.WEIGHT ? List.of(true) : List.of(true, false);
    return sizes(layer, limits.partialSums()).stream().filter(most -> bytes(layer, most) <= limits.bytes()).flatMap(most -> stay.stream().map(s -> tiling(layer, cycles, most, s)));
  }

  @Override
  public long least(Call call) {
    Layer layer = Layer.of(call);
    return sizes(layer, true).stream().mapToLong(most -> bytes(layer, most)).min().orElseThrow();
  }

  private static long bytes(Layer layer, Part most) {
    return layer.blocks(most).stream().mapToLong(Block::size).sum();
  }

  /**
   * The largest parts of ways to cut; those that make the fewest tiles first.
   *
   * @param partialSums whether the features that are summed over may be cut as well
   */
  private static List<Part> sizes(Layer layer, boolean partialSums) {
    List<Part> all = new ArrayList<>();
    for (int rows : Divisions.of(layer.rows, 4)) {
      for (int outputs : layer.direction == ConvTiles.Direction.INPUT && !partialSums ? List.of(layer.outputs) : Divisions.of(layer.outputs, 4)) {
        for (int inputs : layer.direction == ConvTiles.Direction.FORWARD && !partialSums ? List.of(layer.inputs) : Divisions.of(layer.inputs, 4)) {
          all.add(new Part(0, rows, 0, inputs, 0, outputs));
        }
      }
    }
    all.sort(
        Comparator.comparingLong(
            p -> Divisions.parts(layer.rows, p.rows) * Divisions.parts(layer.inputs, p.inputs) * Divisions.parts(layer.outputs, p.outputs)));
    return all;
  }

  /** @param weightsStay whether all samples pass by a block of weights before the next one comes */
  private static Tiling tiling(Layer layer, TeamCycles cycles, Part size, boolean weightsStay) {
    List<List<Tile>> groups = new ArrayList<>();
    for (int output = 0; output < layer.outputs; output += size.outputs) {
      for (int input = 0; input < layer.inputs; input += size.inputs) {
        List<Tile> tiles = new ArrayList<>();
        for (int row = 0; row < layer.rows; row += size.rows) {
          Part part =
              new Part(
                  row,
                  Math.min(size.rows, layer.rows - row),
                  input,
                  Math.min(size.inputs, layer.inputs - input),
                  output,
                  Math.min(size.outputs, layer.outputs - output));
          tiles.add(new Tile(shape(part, layer.direction), layer.blocks(part), cycles(layer, cycles, part)));
        }
        groups.add(tiles);
      }
    }
    return new Tiling(
        layer.call, SHAPE_ARGUMENT, layer.cut(size), weightsStay ? groups : List.of(groups.stream().flatMap(List::stream).toList()));
  }

  private static Map<String, Integer> shape(Part p, ConvTiles.Direction direction) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("rows", p.rows);
    m.put("k", p.inputs);
    m.put("m", p.outputs);
    int begun = direction == ConvTiles.Direction.FORWARD ? p.input : direction == ConvTiles.Direction.INPUT ? p.output : 0;
    if (begun > 0) {
      m.put("begun", begun);
    }
    return m;
  }

  private static long cycles(Layer layer, TeamCycles team, Part p) {
    return switch (layer.direction) {
      case FORWARD -> team.matrix(p.outputs, p.rows, p.inputs);
      case INPUT -> team.matrix(p.inputs, p.rows, p.outputs);
      case WEIGHT -> (p.rows == 1 ? team.outer(p.outputs, p.inputs) : team.accumulation(p.outputs, p.inputs, p.rows)) + team.sums(p.outputs, p.rows);
    };
  }
}
