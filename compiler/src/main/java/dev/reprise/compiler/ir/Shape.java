package dev.reprise.compiler.ir;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A static, row-major tensor shape. Immutable. Rank 0 is a scalar; a dimension may be 0 (an empty tensor). */
public final class Shape {
  public static final Shape SCALAR = Shape.of();

  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /** @throws IllegalArgumentException on a negative dimension or more than 2^31-1 elements */
  @JsonCreator
  public static Shape of(int... dims) {
    long n = 1;
    for (int d : dims) {
      if (d < 0) {
        throw new IllegalArgumentException("negative dimension in " + Arrays.toString(dims));
      }
      n *= d;
      if (n > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("too many elements in " + Arrays.toString(dims));
      }
    }
    return new Shape(dims.clone());
  }

  public int rank() {
    return dims.length;
  }

  /** Dimension {@code axis}; negative axes count from the end. */
  public int dim(int axis) {
    return dims[axis < 0 ? axis + dims.length : axis];
  }

  @JsonValue
  public int[] dims() {
    return dims.clone();
  }

  public int elements() {
    return product(0, dims.length);
  }

  /** Product of the dimensions {@code from} (inclusive) to {@code to} (exclusive); 1 when empty. */
  public int product(int from, int to) {
    int n = 1;
    for (int i = from; i < to; i++) {
      n *= dims[i];
    }
    return n;
  }

  /** A copy with dimension {@code axis} replaced. */
  public Shape withDim(int axis, int value) {
    int[] d = dims.clone();
    d[axis < 0 ? axis + dims.length : axis] = value;
    return of(d);
  }

  /** Row-major strides in elements. */
  public int[] strides() {
    int[] s = new int[dims.length];
    int n = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      s[i] = n;
      n *= dims[i];
    }
    return s;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Shape s && Arrays.equals(s.dims, dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** {@code 1x3x32x32}, or {@code scalar}. */
  @Override
  public String toString() {
    return dims.length == 0 ? "scalar" : IntStream.of(dims).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }
}
