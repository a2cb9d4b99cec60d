package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Op;

/** Base of the operators that canonicalisation removes or that have no kernels for training: they run forward only. */
abstract class InferenceOnly<O extends Op> implements OperatorGolden<O> {
  @Override
  public final void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    throw new IllegalArgumentException(op.kind() + " has no gradient: canonicalize the graph first");
  }
}
