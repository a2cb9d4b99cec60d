package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Concat;
import java.util.stream.Stream;

/** N3.15. */
final class ConcatGolden implements OperatorGolden<Concat> {
  @Override
  public void forward(Concat op, Tensor[] in, Tensor out, Mac mac) {
    Moves.join(op.axis(), shapes(in), Stream.of(in).map(Tensor::floats).toArray(), out.shape(), out.floats());
  }

  @Override
  public void backward(Concat op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    Moves.separate(op.axis(), shapes(in), din, out.shape(), dy);
  }

  private static Shape[] shapes(Tensor[] in) {
    return Stream.of(in).map(Tensor::shape).toArray(Shape[]::new);
  }
}
