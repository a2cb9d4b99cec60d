package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.ReduceMean;

/** N3.11. */
final class ReduceMeanGolden implements OperatorGolden<ReduceMean> {
  @Override
  public void forward(ReduceMean op, Tensor[] in, Tensor out, Mac mac) {
    float[] x = in[0].floats();
    float[] y = out.floats();
    int[] target = targets(op, in[0].shape());
    for (int i = 0; i < x.length; i++) {
      y[target[i]] = y[target[i]] + x[i];
    }
    float factor = factor(x, y);
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i] * factor;
    }
  }

  @Override
  public void backward(ReduceMean op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    int[] target = targets(op, in[0].shape());
    float factor = factor(in[0].floats(), dy);
    for (int i = 0; i < target.length; i++) {
      din[0][i] = dy[target[i]] * factor;
    }
  }

  private static float factor(float[] x, float[] y) {
    return y.length == 0 ? 0f : 1f / (x.length / y.length);
  }

  /** For each input element in scan order, the output element it is summed into. */
  private static int[] targets(ReduceMean op, Shape in) {
    int[] strides = new int[in.rank()];
    int stride = 1;
    for (int axis = in.rank() - 1; axis >= 0; axis--) {
      if (!op.axes().contains(axis)) {
        strides[axis] = stride;
        stride *= in.dim(axis);
      }
    }
    return Positions.strided(in, strides, 0);
  }
}
