package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.kernel.PoolKernel;
import dev.reprise.compiler.kernel.PoolKernels;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QAveragePool;
import java.util.List;
import java.util.Map;

/** Average pool: N6.3. */
final class QAveragePoolLowering implements FrozenLowering<QAveragePool> {
  @Override
  public List<FrozenWay> ways(QAveragePool op, QNode node, FrozenStage stage) {
    Map<String, Integer> g = Geometries.pool(stage.in(node), stage.out(node), op.window(), op.countIncludePad());
    return PoolKernels.average(g, stage.machine()).stream()
        .map(k -> new FrozenWay(k.way(g, stage.machine()), tape -> emit(op, g, k, node, stage, tape)))
        .toList();
  }

  private static void emit(QAveragePool op, Map<String, Integer> g, PoolKernel kernel, QNode node, FrozenStage stage, FrozenTape tape) {
    int[] counts = op.requant().keySet().stream().mapToInt(Integer::intValue).toArray();
    Buffer n = tape.constant(node.name() + "_n", DType.I32, counts.length, counts);
    Buffer m = tape.requants(node.name() + "_m", List.copyOf(op.requant().values()));
    PoolCall.add(
        tape,
        node,
        kernel.scratchBytes(g, stage.machine()),
        PoolCall.begin(tape, kernel).geometry("rp_pool_geometry", g).geometry("rp_s8_output", stage.output(node, op.low(), op.high())).literal(counts.length).read(n).read(m));
  }
}
