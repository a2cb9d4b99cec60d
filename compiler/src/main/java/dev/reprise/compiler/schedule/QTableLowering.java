package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QTable;

/** A function of one code: N6.6. */
final class QTableLowering implements FrozenLowering<QTable> {
  @Override
  public void lower(QTable op, QNode node, FrozenTape tape) {
    tape.emit(
        tape.call("rp_table_u8", node)
            .literal(tape.shape(node.output()).elements())
            .read(tape.constant(node.name() + "_t", DType.U8, op.table().length, op.table()))
            .read(tape.value(node.inputs().get(0)))
            .write(tape.define(node.output())));
  }
}
