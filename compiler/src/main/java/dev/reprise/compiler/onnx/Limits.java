package dev.reprise.compiler.onnx;

import dev.reprise.compiler.ir.Shape;

/** Bounds that are checked before anything is allocated, so that no file, however small, makes the importer take gigabytes. */
public final class Limits {
  /** Elements of one tensor, of the model or computed. */
  public static final long TENSOR_ELEMENTS = 1L << 26;

  /** Elements of all constants together that folding makes. */
  public static final long FOLDED_ELEMENTS = 1L << 25;

  /** Size of an attribute that measures something: a kernel, stride, pad or axis. */
  public static final long MEASURE = 1L << 20;

  /** Axes of one tensor. */
  public static final int RANK = 64;

  private Limits() {}

  /**
   * The shape of these dimensions, none negative; null where it is beyond the limits. A dimension of 0 counts as 1, so that products of the
   * others cannot overflow either.
   */
  public static Shape shape(long... dims) {
    long n = 1;
    int[] sizes = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      long d = Math.max(1, dims[i]);
      if (d > TENSOR_ELEMENTS || n * d > TENSOR_ELEMENTS || dims.length > RANK) {
        return null;
      }
      n *= d;
      sizes[i] = (int) dims[i];
    }
    return Shape.of(sizes);
  }
}
