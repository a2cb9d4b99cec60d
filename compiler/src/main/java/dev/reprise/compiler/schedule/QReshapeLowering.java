package dev.reprise.compiler.schedule;

import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QReshape;

/** Reshape: the same memory; no call. */
final class QReshapeLowering implements FrozenLowering<QReshape> {
  @Override
  public void lower(QReshape op, QNode node, FrozenTape tape) {
    tape.defineView(node.output(), node.inputs().get(0));
  }
}
