package dev.reprise.compiler.report;

import dev.reprise.compiler.tile.Block;
import dev.reprise.compiler.tile.TileEstimate;
import dev.reprise.compiler.tile.TileOperand;
import dev.reprise.compiler.tile.TilePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * How a call runs in tiles, for one micro-batch; cycles are modelled.
 *
 * @param tiles iterations
 * @param l1Bytes of buffers, with what the runtime keeps beside them
 * @param loadedBytes from L2 to L1
 * @param storedBytes from L1 to L2
 * @param computeCycles of the team
 * @param transferCycles of the DMA
 * @param exposedCycles in which the team waits for the DMA
 * @param cycles of the call
 * @param operands in the order of the kernel's arguments
 */
public record TileReport(
    int tiles, long l1Bytes, long loadedBytes, long storedBytes, long computeCycles, long transferCycles, long exposedCycles, long cycles, List<Operand> operands) {
  /**
   * A pointer of the kernel.
   *
   * @param blocks into which the tensor of a sample is cut
   * @param l1Buffers that blocks use in turn; 0 where the tensor lies in L1 for good
   * @param l1BufferBytes of each
   */
  public record Operand(String name, int blocks, int l1Buffers, long l1BufferBytes) {}

  public TileReport {
    operands = List.copyOf(operands);
  }

  /** Of {@code plan}; null for null. */
  public static TileReport of(TilePlan plan) {
    if (plan == null) {
      return null;
    }
    List<Operand> operands = new ArrayList<>();
    for (int o = 0; o < plan.places().size(); o++) {
      TileOperand operand = plan.tiling().operands().get(o);
      int number = o;
      List<Block> blocks = plan.tiling().tiles().stream().map(t -> t.blocks().get(number)).filter(b -> b != null).distinct().toList();
      operands.add(new Operand(operand.buffer().name(), blocks.size(), plan.places().get(o).buffers(), plan.places().get(o).bytes()));
    }
    TileEstimate e = plan.estimate();
    return new TileReport(e.tiles(), plan.bytes(), e.loaded(), e.stored(), e.compute(), e.transfer(), e.exposed(), e.cycles(), operands);
  }
}
