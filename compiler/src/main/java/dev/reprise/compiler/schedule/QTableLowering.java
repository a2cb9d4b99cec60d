package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QTable;
import java.util.List;

/** A function of one code, in any layout: N6.6. */
final class QTableLowering implements FrozenLowering<QTable> {
  @Override
  public List<FrozenWay> ways(QTable op, QNode node, FrozenStage stage) {
    return stage.layouts().stream()
        .map(layout -> new FrozenWay(Way.uniform(stage.moves().kernel("rp_table_u8"), layout, 1, stage.moves().map(stage.out(node))), tape -> emit(op, node, stage, tape)))
        .toList();
  }

  private static void emit(QTable op, QNode node, FrozenStage stage, FrozenTape tape) {
    tape.add(
        tape.moveCall()
            .literal(stage.out(node).elements())
            .read(tape.constant(node.name() + "_t", DType.U8, op.table().length, op.table()))
            .read(tape.input(node, 0))
            .write(tape.output(node)));
  }
}
