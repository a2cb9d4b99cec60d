package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Op;

/**
 * The meaning of one operator in binary32 (docs/numerics.md, N2 and N3). Tensors are F32, row-major, any batch.
 *
 * @param <O> its record in {@code ir.op}
 */
public interface OperatorGolden<O extends Op> {
  /**
   * Computes the output.
   *
   * @param in one per input; null where an optional input is absent
   * @param out zeros on entry, of the inferred shape
   */
  void forward(O op, Tensor[] in, Tensor out, Mac mac);

  /**
   * Computes the input gradients that are wanted.
   *
   * @param in as given to {@link #forward}
   * @param out as made by it
   * @param dy gradient of the output
   * @param din one array per input: null where the gradient is not wanted. Gradients of weights and biases ACCUMULATE into what the array
   *     holds (N2.3, N2.4); all others are +0 on entry and hold this node's contribution on return
   */
  void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac);

  /** Input or gradient {@code i}; null where it is absent. */
  static <T> T optional(T[] values, int i) {
    return i < values.length ? values[i] : null;
  }
}
