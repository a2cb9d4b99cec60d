package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QMul;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Product of two tensors, in any layout where their axes correspond: N6.5. */
final class QMulLowering implements FrozenLowering<QMul> {
  @Override
  public List<FrozenWay> ways(QMul op, QNode node, FrozenStage stage) {
    int rank = stage.out(node).rank();
    boolean alike = node.inputs().stream().allMatch(i -> stage.shape(i).rank() == rank);
    return stage.layouts().stream()
        .filter(layout -> layout == Layout.CHW || alike)
        .map(
            layout ->
                new FrozenWay(Way.uniform(stage.moves().kernel("rp_mul_u8"), layout, 2, stage.moves().multiply(stage.out(node))), tape -> emit(op, layout, node, stage, tape)))
        .toList();
  }

  private static void emit(QMul op, Layout layout, QNode node, FrozenStage stage, FrozenTape tape) {
    Shape a = layout.arrange(stage.shape(node.inputs().get(0)));
    Shape b = layout.arrange(stage.shape(node.inputs().get(1)));
    Map<String, Integer> p = new LinkedHashMap<>();
    p.put("zp_a", stage.tensor(node.inputs().get(0)).zeroPoint());
    p.put("zp_b", stage.tensor(node.inputs().get(1)).zeroPoint());
    p.put("zp_out", stage.tensor(node.output()).zeroPoint());
    p.put("q.m", op.requant().m());
    p.put("q.l", op.requant().l());
    p.put("q.r", op.requant().r());
    p.put("low", op.low());
    p.put("high", op.high());
    tape.add(
        tape.moveCall()
            .geometry("rp_broadcast_geometry", Geometries.broadcast(layout.arrange(stage.out(node)), a, false, b, false))
            .geometry("rp_mul_u8_parameters", p)
            .read(tape.input(node, 0))
            .read(tape.input(node, 1))
            .write(tape.output(node)));
  }
}
