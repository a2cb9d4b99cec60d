package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QConcat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Concat, one copy per operand, in any layout: N6.7. */
final class QConcatLowering implements FrozenLowering<QConcat> {
  @Override
  public List<FrozenWay> ways(QConcat op, QNode node, FrozenStage stage) {
    return stage.layouts().stream().map(layout -> way(op, layout, node, stage)).toList();
  }

  private static FrozenWay way(QConcat op, Layout layout, QNode node, FrozenStage stage) {
    long cycles = node.inputs().stream().mapToLong(i -> cycles(stage, geometry(op, layout, stage.shape(i), stage.out(node), 0))).sum();
    return new FrozenWay(Way.uniform(stage.moves().kernel("rp_concat_u8"), layout, node.inputs().size(), cycles), tape -> emit(op, layout, node, stage, tape));
  }

  private static long cycles(FrozenStage stage, Map<String, Integer> g) {
    return stage.moves().copy(g.get("outer"), g.get("block"));
  }

  private static Map<String, Integer> geometry(QConcat op, Layout layout, Shape part, Shape joined, int at) {
    int axis = layout.axes(joined.rank()).indexOf(op.axis());
    return Geometries.concat(layout.arrange(part), layout.arrange(joined), axis, at);
  }

  private static void emit(QConcat op, Layout layout, QNode node, FrozenStage stage, FrozenTape tape) {
    // operands that want a transpose get it before the joined tensor begins to live
    List<Buffer> parts = IntStream.range(0, node.inputs().size()).mapToObj(i -> tape.input(node, i)).toList();
    Buffer y = tape.output(node);
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Shape part = stage.shape(node.inputs().get(i));
      Map<String, Integer> g = geometry(op, layout, part, stage.out(node), at);
      tape.add(tape.moveCall(cycles(stage, g)).geometry("rp_concat_geometry", g).read(parts.get(i)).write(y));
      at += part.dim(op.axis());
    }
  }
}
