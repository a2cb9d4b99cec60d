package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QAveragePool;
import java.util.List;

/** Average pool: N6.3. */
final class QAveragePoolLowering implements FrozenLowering<QAveragePool> {
  @Override
  public void lower(QAveragePool op, QNode node, FrozenTape tape) {
    int[] counts = op.requant().keySet().stream().mapToInt(Integer::intValue).toArray();
    tape.emit(
        tape.call("rp_average_pool_u8", node)
            .geometry(
                "rp_pool_geometry",
                Geometries.pool(tape.shape(node.inputs().get(0)), tape.shape(node.output()), op.window(), op.countIncludePad()))
            .geometry("rp_s8_output", tape.output(node, op.low(), op.high()))
            .literal(counts.length)
            .read(tape.constant(node.name() + "_n", DType.I32, counts.length, counts))
            .read(tape.requants(node.name() + "_m", List.copyOf(op.requant().values())))
            .read(tape.value(node.inputs().get(0)))
            .write(tape.define(node.output())));
  }
}
