package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.Shape;

/** Estimated cycles of the kernels that move or map codes one by one. */
public final class MoveCost {
  /** Load, store, two steps, compare and jump. */
  private static final long MOVED = 9;

  private static final long MAPPED = 9;
  private static final long MULTIPLIED = 24;
  private static final long POOLED = 12;
  private static final long CALL = 50;

  private MoveCost() {}

  /** Transpose, pad: every element of the result is placed on its own. */
  public static long move(Shape shape) {
    return CALL + MOVED * shape.elements();
  }

  /** Copies of {@code count} blocks of {@code bytes}. */
  public static long copy(long count, long bytes) {
    return CALL + count * (30 + bytes);
  }

  /** A table look-up of each element. */
  public static long map(Shape shape) {
    return CALL + MAPPED * shape.elements();
  }

  public static long multiply(Shape shape) {
    return CALL + MULTIPLIED * shape.elements();
  }

  /** A pool with {@code taps} to the window. */
  public static long pool(long outputs, int taps) {
    return CALL + (POOLED * taps + 30) * outputs;
  }
}
