package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QMaxPool;

/** Max pool: N6.7. */
final class QMaxPoolLowering implements FrozenLowering<QMaxPool> {
  @Override
  public void lower(QMaxPool op, QNode node, FrozenTape tape) {
    tape.emit(
        tape.call("rp_max_pool_u8", node)
            .geometry(
                "rp_pool_geometry",
                Geometries.pool(tape.shape(node.inputs().get(0)), tape.shape(node.output()), op.window(), false))
            .read(tape.value(node.inputs().get(0)))
            .write(tape.define(node.output())));
  }
}
