package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.PoolKernels;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QMaxPool;
import java.util.List;
import java.util.Map;

/** Max pool: N6.7. */
final class QMaxPoolLowering implements FrozenLowering<QMaxPool> {
  @Override
  public List<FrozenWay> ways(QMaxPool op, QNode node, FrozenStage stage) {
    Map<String, Integer> g = Geometries.pool(stage.in(node), stage.out(node), op.window(), false);
    return PoolKernels.max(g, stage.machine()).stream()
        .map(
            k ->
                new FrozenWay(
                    k.way(g, stage.machine()),
                    tape -> PoolCall.add(tape, node, k.scratchBytes(g, stage.machine()), PoolCall.begin(tape, k).geometry("rp_pool_geometry", g))))
        .toList();
  }
}
