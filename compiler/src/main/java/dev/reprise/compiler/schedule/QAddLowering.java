package dev.reprise.compiler.schedule;

import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QAdd;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sum or difference of two tensors: N6.4. */
final class QAddLowering implements FrozenLowering<QAdd> {
  @Override
  public void lower(QAdd op, QNode node, FrozenTape tape) {
    Map<String, Integer> p = new LinkedHashMap<>();
    p.put("zp_a", tape.tensor(node.inputs().get(0)).zeroPoint());
    p.put("zp_b", tape.tensor(node.inputs().get(1)).zeroPoint());
    p.put("zp_out", tape.tensor(node.output()).zeroPoint());
    p.put("m_a", op.ma());
    p.put("m_b", op.mb());
    p.put("r", op.r());
    p.put("low", op.low());
    p.put("high", op.high());
    tape.emit(
        tape.call("rp_add_u8", node)
            .literal(tape.shape(node.output()).elements())
            .geometry("rp_add_u8_parameters", p)
            .read(tape.value(node.inputs().get(0)))
            .read(tape.value(node.inputs().get(1)))
            .write(tape.define(node.output())));
  }
}
