package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;

/** The lines of a tensor along one axis: line {@code i} holds elements {@code first(i) + k*step}, k = 0 .. length-1. */
record AxisLines(int lines, int length, int step) {
  static AxisLines of(Shape shape, int axis) {
    int length = shape.dim(axis);
    int step = shape.product(axis + 1, shape.rank());
    return new AxisLines(length == 0 ? 0 : shape.product(0, axis) * step, length, step);
  }

  int first(int line) {
    return line / step * step * length + line % step;
  }

  /** First maximum in order (N3.12). */
  float maximum(float[] x, int first) {
    float m = x[first];
    for (int k = 1; k < length; k++) {
      float v = x[first + k * step];
      if (v > m) {
        m = v;
      }
    }
    return m;
  }
}
