package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Op;

/**
 * Turns one operator of the adaptive stage into kernel calls. One implementation per operator, named after it; {@link Lowerings} is their table.
 *
 * @param <O> the operator's record
 */
interface OpLowering<O extends Op> {

  /** Emits the forward calls and defines the node's output. */
  void forward(O op, Node node, Tape tape);

  /**
   * Emits the backward calls. The gradient of the output exists; weight gradients are accumulated, and every input that needs a gradient gets a
   * contribution, higher input index first (N2.5).
   */
  void backward(O op, Node node, Tape tape);
}
