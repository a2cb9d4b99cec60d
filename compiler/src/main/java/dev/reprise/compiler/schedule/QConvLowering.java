package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.WeightedKernels;
import dev.reprise.compiler.kernel.WeightedWork;
import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QConv;
import java.util.List;
import java.util.Map;

/** Convolution: N6.2. */
final class QConvLowering implements FrozenLowering<QConv> {
  @Override
  public List<FrozenWay> ways(QConv op, QNode node, FrozenStage stage) {
    Map<String, Integer> g = Geometries.conv(stage.in(node), stage.out(node), op.window(), op.groups());
    WeightedWork work =
        new WeightedWork(
            g,
            op.weights(),
            op.bias(),
            op.requant(),
            stage.tensor(node.inputs().get(0)).zeroPoint(),
            stage.tensor(node.output()).zeroPoint(),
            op.low(),
            op.high(),
            ConvKernel.macs(g));
    return WeightedWays.of(WeightedKernels.conv(work, stage.machine()), work, "rp_conv_geometry", node, stage);
  }
}
