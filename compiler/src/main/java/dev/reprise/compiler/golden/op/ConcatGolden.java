package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Concat;

/** N3.15. */
final class ConcatGolden implements OperatorGolden<Concat> {
  @Override
  public void forward(Concat op, Tensor[] in, Tensor out, Mac mac) {
    int offset = 0;
    for (Tensor part : in) {
      int block = block(op, part.shape());
      int joined = block(op, out.shape());
      for (int i = 0; block > 0 && i < part.shape().elements() / block; i++) {
        System.arraycopy(part.floats(), i * block, out.floats(), i * joined + offset, block);
      }
      offset += block;
    }
  }

  @Override
  public void backward(Concat op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    int offset = 0;
    for (int p = 0; p < in.length; p++) {
      int block = block(op, in[p].shape());
      int joined = block(op, out.shape());
      for (int i = 0; din[p] != null && block > 0 && i < din[p].length / block; i++) {
        System.arraycopy(dy, i * joined + offset, din[p], i * block, block);
      }
      offset += block;
    }
  }

  /** Elements from the joined axis on: what is contiguous. */
  private static int block(Concat op, Shape shape) {
    return shape.product(op.axis(), shape.rank());
  }
}
