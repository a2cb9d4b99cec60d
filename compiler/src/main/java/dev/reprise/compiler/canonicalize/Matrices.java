package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.Arrays;

/** The few operations on constant matrices that turning matrix products into {@code Linear} needs. */
final class Matrices {
  private Matrices() {}

  /** [K, M] as [M, K]. */
  static Tensor transposed(Tensor matrix) {
    int rows = matrix.shape().dim(0);
    int columns = matrix.shape().dim(1);
    float[] in = matrix.floats();
    float[] out = new float[in.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out[c * rows + r] = in[r * columns + c];
      }
    }
    return Tensor.f32(Shape.of(columns, rows), out);
  }

  /** Every element times {@code factor}, in double and rounded once; the tensor itself for 1. */
  static Tensor scaled(Tensor tensor, float factor) {
    if (factor == 1) {
      return tensor;
    }
    float[] out = tensor.floats().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) ((double) out[i] * factor);
    }
    return Tensor.f32(tensor.shape(), out);
  }

  /** A scalar, [M], [1] or [1, M] as [M]; the tensor itself where it is that already. */
  static Tensor row(Tensor tensor, int length) {
    Shape shape = Shape.of(length);
    if (tensor.shape().equals(shape)) {
      return tensor;
    }
    if (tensor.shape().elements() == length) {
      return tensor.reshaped(shape);
    }
    float[] out = new float[length];
    Arrays.fill(out, tensor.floats()[0]);
    return Tensor.f32(shape, out);
  }
}
