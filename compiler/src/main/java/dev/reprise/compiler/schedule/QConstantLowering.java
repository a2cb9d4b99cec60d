package dev.reprise.compiler.schedule;

import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QConstant;

/** Constant codes: in flash; no call. */
final class QConstantLowering implements FrozenLowering<QConstant> {
  @Override
  public void lower(QConstant op, QNode node, FrozenTape tape) {
    tape.defineConstant(node.output(), op.codes());
  }
}
