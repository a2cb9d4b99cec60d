package dev.reprise.compiler.schedule;

import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QOp;

/**
 * Turns one integer operator into a kernel call.
 *
 * @param <O> the operator's record
 */
interface FrozenLowering<O extends QOp> {
  void lower(O op, QNode node, FrozenTape tape);
}
