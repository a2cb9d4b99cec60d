package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;

/** NumPy broadcasting of two shapes. */
public final class Broadcast {
  private Broadcast() {}

  static TensorType infer(TensorType a, TensorType b) {
    return new TensorType(a.type(), shape(a.shape(), b.shape()));
  }

  /**
   * The shape that {@code a} and {@code b} broadcast to.
   *
   * @throws IllegalArgumentException where they do not
   */
  public static Shape shape(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int da = i < rank - a.rank() ? 1 : a.dim(i - (rank - a.rank()));
      int db = i < rank - b.rank() ? 1 : b.dim(i - (rank - b.rank()));
      if (da != db && da != 1 && db != 1) {
        throw new IllegalArgumentException("shapes " + a + " and " + b + " do not broadcast");
      }
      dims[i] = da == 1 ? db : da;
    }
    return Shape.of(dims);
  }

  /** Strides of {@code from} laid over {@code to}: 0 along broadcast axes. */
  public static int[] strides(Shape from, Shape to) {
    int[] own = from.strides();
    int[] s = new int[to.rank()];
    int lead = to.rank() - from.rank();
    for (int i = lead; i < to.rank(); i++) {
      s[i] = from.dim(i - lead) == 1 ? 0 : own[i - lead];
    }
    return s;
  }
}
