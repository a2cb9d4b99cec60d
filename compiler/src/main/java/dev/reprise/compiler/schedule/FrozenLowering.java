package dev.reprise.compiler.schedule;

import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QOp;
import java.util.List;

/**
 * Says how one integer operator can be computed.
 *
 * @param <O> the operator's record
 */
interface FrozenLowering<O extends QOp> {
  /** At least one way; the portable one, channels first, is the first. */
  List<FrozenWay> ways(O op, QNode node, FrozenStage stage);
}
