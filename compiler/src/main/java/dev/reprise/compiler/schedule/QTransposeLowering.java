package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QTranspose;
import java.util.ArrayList;
import java.util.List;

/** Transpose, from any layout into any; where the bytes stay in place it is no call: N6.7. */
final class QTransposeLowering implements FrozenLowering<QTranspose> {
  @Override
  public List<FrozenWay> ways(QTranspose op, QNode node, FrozenStage stage) {
    List<FrozenWay> ways = new ArrayList<>();
    for (Layout from : stage.layouts()) {
      for (Layout to : stage.layouts()) {
        ways.add(way(op, from, to, node, stage));
      }
    }
    return ways;
  }

  private static FrozenWay way(QTranspose op, Layout from, Layout to, QNode node, FrozenStage stage) {
    int rank = op.perm().size();
    // axes of the result in memory order, as axes of the input in memory order
    List<Integer> perm = to.axes(rank).stream().map(axis -> from.axes(rank).indexOf(op.perm().get(axis))).toList();
    if (stage.layouts().size() > 1 && perm.equals(Layout.CHW.axes(rank))) {
      return new FrozenWay(new Way(null, List.of(from), to, 0), tape -> tape.view(node));
    }
    return new FrozenWay(
        new Way(stage.moves().kernel("rp_transpose_u8"), List.of(from), to, stage.moves().transpose(stage.out(node))),
        tape ->
            tape.add(
                tape.moveCall()
                    .geometry("rp_permute_geometry", Geometries.permute(from.arrange(stage.in(node)), perm))
                    .read(tape.input(node, 0))
                    .write(tape.output(node))));
  }
}
