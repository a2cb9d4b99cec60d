package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.ir.op.Gemm;

/** alpha*A'*B' + beta*C; the product is summed from +0 with mac, inner index ascending. */
final class GemmGolden extends InferenceOnly<Gemm> {
  @Override
  public void forward(Gemm op, Tensor[] in, Tensor out, Mac mac) {
    int rows = out.shape().dim(0);
    int columns = out.shape().dim(1);
    int k = in[0].shape().dim(op.transA() ? 0 : 1);
    Tensor addend = OperatorGolden.optional(in, 2);
    int[] at = addend == null ? null : Positions.strided(out.shape(), Broadcast.strides(addend.shape(), out.shape()), 0);
    float[] y = out.floats();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        float sum =
            mac.dot(
                0f, k,
                in[0].floats(), op.transA() ? r : r * k, op.transA() ? rows : 1,
                in[1].floats(), op.transB() ? c * k : c, op.transB() ? 1 : columns);
        y[i] = addend == null ? op.alpha() * sum : op.alpha() * sum + op.beta() * addend.floats()[at[i]];
      }
    }
  }
}
