package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.kernel.WeightedKernels;
import dev.reprise.compiler.kernel.WeightedWork;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QLinear;
import java.util.List;

/** Fully connected: N6.2. */
final class QLinearLowering implements FrozenLowering<QLinear> {
  @Override
  public List<FrozenWay> ways(QLinear op, QNode node, FrozenStage stage) {
    Shape x = stage.in(node);
    WeightedWork work =
        new WeightedWork(
            Geometries.linear(x, op.outFeatures()),
            op.weights(),
            op.bias(),
            op.requant(),
            stage.tensor(node.inputs().get(0)).zeroPoint(),
            stage.tensor(node.output()).zeroPoint(),
            op.low(),
            op.high(),
            (long) x.elements() * op.outFeatures());
    return WeightedWays.of(WeightedKernels.linear(work, stage.machine()), work, "rp_linear_geometry", node, stage);
  }
}
