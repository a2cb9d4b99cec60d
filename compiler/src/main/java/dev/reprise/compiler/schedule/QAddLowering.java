package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.Adder;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QAdd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sum or difference of two tensors of one shape, in any layout: N6.4. */
final class QAddLowering implements FrozenLowering<QAdd> {
  @Override
  public List<FrozenWay> ways(QAdd op, QNode node, FrozenStage stage) {
    Adder adder = Adder.on(stage.machine());
    long cycles = adder.cycles(stage.out(node), stage.machine());
    return stage.layouts().stream()
        .map(layout -> new FrozenWay(Way.uniform(adder.kernel(), layout, 2, cycles), tape -> emit(op, adder, node, stage, tape)))
        .toList();
  }

  private static void emit(QAdd op, Adder adder, QNode node, FrozenStage stage, FrozenTape tape) {
    Map<String, Integer> p = new LinkedHashMap<>();
    p.put("zp_a", stage.tensor(node.inputs().get(0)).zeroPoint());
    p.put("zp_b", stage.tensor(node.inputs().get(1)).zeroPoint());
    p.put("zp_out", stage.tensor(node.output()).zeroPoint());
    p.put("m_a", op.ma());
    p.put("m_b", op.mb());
    p.put("r", op.r());
    p.put("low", op.low());
    p.put("high", op.high());
    CallBuilder call = adder.shared() ? tape.call().share() : tape.call();
    tape.add(
        call.literal(stage.out(node).elements())
            .geometry("rp_add_u8_parameters", p)
            .read(tape.input(node, 0))
            .read(tape.input(node, 1))
            .write(tape.output(node)));
  }
}
