package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.Tensor;

/** The comparison of the ONNX backend test suite: {@code |actual - expected| <= 1e-7 + 1e-3 |expected|}; integers must be equal. */
final class Tolerance {
  private static final double ABSOLUTE = 1e-7;
  private static final double RELATIVE = 1e-3;

  private Tolerance() {}

  static void check(Tensor actual, Tensor expected, String what) {
    String difference = difference(actual, expected);
    assertThat(difference).as(what).isNull();
  }

  /** What differs first, or null. */
  static String difference(Tensor actual, Tensor expected) {
    if (!actual.tensorType().equals(expected.tensorType())) {
      return actual + " instead of " + expected;
    }
    return switch (expected.type()) {
      case F32 -> difference(actual.floats(), expected.floats());
      default -> actual.equals(expected) ? null : "integer values differ";
    };
  }

  private static String difference(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      boolean same = Float.compare(actual[i], expected[i]) == 0;
      if (!same && !(Math.abs((double) actual[i] - expected[i]) <= ABSOLUTE + RELATIVE * Math.abs((double) expected[i]))) {
        return "element " + i + " is " + actual[i] + " instead of " + expected[i];
      }
    }
    return null;
  }
}
