package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.ir.op.Op;

/** Base of the operators on two operands that broadcast (N3.8). */
abstract class BinaryGolden<O extends Op> implements OperatorGolden<O> {
  abstract float value(float a, float b);

  abstract float gradientA(float a, float b, float y, float dy);

  abstract float gradientB(float a, float b, float y, float dy);

  @Override
  public final void forward(O op, Tensor[] in, Tensor out, Mac mac) {
    int[] ia = offsets(in[0].shape(), out.shape());
    int[] ib = offsets(in[1].shape(), out.shape());
    float[] a = in[0].floats();
    float[] b = in[1].floats();
    float[] y = out.floats();
    for (int i = 0; i < y.length; i++) {
      y[i] = value(a[ia[i]], b[ib[i]]);
    }
  }

  @Override
  public final void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    int[] ia = offsets(in[0].shape(), out.shape());
    int[] ib = offsets(in[1].shape(), out.shape());
    float[] a = in[0].floats();
    float[] b = in[1].floats();
    float[] y = out.floats();
    // Without broadcasting the contribution itself, not 0 + contribution, which would turn -0 into +0.
    boolean sumA = a.length != y.length;
    boolean sumB = b.length != y.length;
    for (int i = 0; i < y.length; i++) {
      if (din[0] != null) {
        float c = gradientA(a[ia[i]], b[ib[i]], y[i], dy[i]);
        din[0][ia[i]] = sumA ? din[0][ia[i]] + c : c;
      }
      if (din[1] != null) {
        float c = gradientB(a[ia[i]], b[ib[i]], y[i], dy[i]);
        din[1][ib[i]] = sumB ? din[1][ib[i]] + c : c;
      }
    }
  }

  /** For each output element in scan order, the element of the operand that it reads. */
  private static int[] offsets(Shape operand, Shape out) {
    return Positions.strided(out, Broadcast.strides(operand, out), 0);
  }
}
