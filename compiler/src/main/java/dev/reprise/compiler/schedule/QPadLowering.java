package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QPad;
import java.util.List;

/** Pad or crop, in any layout: N6.7. */
final class QPadLowering implements FrozenLowering<QPad> {
  @Override
  public List<FrozenWay> ways(QPad op, QNode node, FrozenStage stage) {
    return stage.layouts().stream()
        .map(layout -> new FrozenWay(Way.uniform(stage.moves().kernel("rp_pad_u8"), layout, 1, stage.moves().pad(stage.out(node))), tape -> emit(op, layout, node, stage, tape)))
        .toList();
  }

  private static void emit(QPad op, Layout layout, QNode node, FrozenStage stage, FrozenTape tape) {
    tape.add(
        tape.moveCall()
            .geometry("rp_pad_geometry", Geometries.pad(layout.arrange(stage.in(node)), layout.arrange(stage.out(node)), layout.arrange(op.begin())))
            .literal(op.code())
            .read(tape.input(node, 0))
            .write(tape.output(node)));
  }
}
