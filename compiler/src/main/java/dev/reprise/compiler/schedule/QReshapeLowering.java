package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QReshape;
import java.util.List;

/** Reshape: the same memory in the model's order; no call. */
final class QReshapeLowering implements FrozenLowering<QReshape> {
  @Override
  public List<FrozenWay> ways(QReshape op, QNode node, FrozenStage stage) {
    return List.of(new FrozenWay(Way.uniform(null, Layout.CHW, 1, 0), tape -> tape.view(node)));
  }
}
