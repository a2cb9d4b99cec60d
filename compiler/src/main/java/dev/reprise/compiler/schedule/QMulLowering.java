package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QMul;
import java.util.LinkedHashMap;
import java.util.Map;

/** Product of two tensors: N6.5. */
final class QMulLowering implements FrozenLowering<QMul> {
  @Override
  public void lower(QMul op, QNode node, FrozenTape tape) {
    Shape a = tape.shape(node.inputs().get(0));
    Shape b = tape.shape(node.inputs().get(1));
    Map<String, Integer> p = new LinkedHashMap<>();
    p.put("zp_a", tape.tensor(node.inputs().get(0)).zeroPoint());
    p.put("zp_b", tape.tensor(node.inputs().get(1)).zeroPoint());
    p.put("zp_out", tape.tensor(node.output()).zeroPoint());
    p.put("q.m", op.requant().m());
    p.put("q.l", op.requant().l());
    p.put("q.r", op.requant().r());
    p.put("low", op.low());
    p.put("high", op.high());
    tape.emit(
        tape.call("rp_mul_u8", node)
            .geometry("rp_broadcast_geometry", Geometries.broadcast(tape.shape(node.output()), a, false, b, false))
            .geometry("rp_mul_u8_parameters", p)
            .read(tape.value(node.inputs().get(0)))
            .read(tape.value(node.inputs().get(1)))
            .write(tape.define(node.output())));
  }
}
