package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to cut a call into tiles. They run: for each group, for each sample, for each tile of the group.
 *
 * @param shapeArgument the argument that says how large the operands are: a geometry, or a literal count
 * @param operands every pointer of the call
 */
public record Tiling(Call call, int shapeArgument, List<TileOperand> operands, List<List<Tile>> groups) {
  public Tiling {
    operands = List.copyOf(operands);
    groups = groups.stream().map(List::copyOf).toList();
  }

  /** Every pointer of {@code call}, in order. */
  static List<TileOperand> operandsOf(Call call) {
    List<TileOperand> operands = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      if (call.arguments().get(i) instanceof Argument.Pointer p) {
        operands.add(new TileOperand(i, p.buffer(), p.access()));
      }
    }
    return operands;
  }

  /** All tiles of all groups. */
  public List<Tile> tiles() {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** Bytes of the largest block of operand {@code o}. */
  public long largestBlock(int o) {
    return tiles().stream().map(t -> t.blocks().get(o)).filter(b -> b != null).mapToLong(Block::size).max().orElse(0);
  }
}
