package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.ir.op.MatMul;
import java.util.Arrays;

/** NumPy's matmul: leading axes broadcast; summed from +0 with mac, inner index ascending. */
final class MatMulGolden extends InferenceOnly<MatMul> {
  @Override
  public void forward(MatMul op, Tensor[] in, Tensor out, Mac mac) {
    Shape a = in[0].shape().rank() == 1 ? Shape.of(1, in[0].shape().dim(0)) : in[0].shape();
    Shape b = in[1].shape().rank() == 1 ? Shape.of(in[1].shape().dim(0), 1) : in[1].shape();
    int rows = a.dim(-2);
    int k = a.dim(-1);
    int columns = b.dim(-1);
    Shape batch = Broadcast.shape(leading(a), leading(b));
    int[] batchA = Positions.strided(batch, Broadcast.strides(leading(a), batch), 0);
    int[] batchB = Positions.strided(batch, Broadcast.strides(leading(b), batch), 0);
    float[] y = out.floats();
    for (int i = 0; i < y.length; i++) {
      int matrix = i / (rows * columns);
      int row = i / columns % rows;
      int column = i % columns;
      y[i] =
          mac.dot(
              0f, k, in[0].floats(), (batchA[matrix] * rows + row) * k, 1, in[1].floats(), batchB[matrix] * k * columns + column, columns);
    }
  }

  private static Shape leading(Shape s) {
    return Shape.of(Arrays.copyOf(s.dims(), s.rank() - 2));
  }
}
