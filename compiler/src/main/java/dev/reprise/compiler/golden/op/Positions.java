package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;

/** Element offsets met by a row-major walk. */
public final class Positions {
  private Positions() {}

  /** For each index vector of {@code shape} in row-major order: {@code first + sum(index[i]*strides[i])}. */
  public static int[] strided(Shape shape, int[] strides, int first) {
    int[] offsets = new int[shape.elements()];
    int[] index = new int[shape.rank()];
    int offset = first;
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = offset;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        offset += strides[axis];
        if (++index[axis] < shape.dim(axis)) {
          break;
        }
        offset -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return offsets;
  }
}
