package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Op;

/** Base of the operators that map each element by itself. */
abstract class ElementwiseGolden<O extends Op> implements OperatorGolden<O> {
  abstract float value(O op, float x);

  /** Gradient of the input element x with output y for the output's gradient dy. */
  abstract float gradient(O op, float x, float y, float dy);

  @Override
  public final void forward(O op, Tensor[] in, Tensor out, Mac mac) {
    float[] x = in[0].floats();
    float[] y = out.floats();
    for (int i = 0; i < y.length; i++) {
      y[i] = value(op, x[i]);
    }
  }

  @Override
  public final void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    float[] x = in[0].floats();
    float[] y = out.floats();
    for (int i = 0; i < y.length; i++) {
      din[0][i] = gradient(op, x[i], y[i], dy[i]);
    }
  }
}
