package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QTranspose;

/** Transpose: N6.7. */
final class QTransposeLowering implements FrozenLowering<QTranspose> {
  @Override
  public void lower(QTranspose op, QNode node, FrozenTape tape) {
    tape.emit(
        tape.call("rp_transpose_u8", node)
            .geometry("rp_permute_geometry", Geometries.permute(tape.shape(node.inputs().get(0)), op.perm()))
            .read(tape.value(node.inputs().get(0)))
            .write(tape.define(node.output())));
  }
}
