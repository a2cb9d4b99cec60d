package dev.reprise.compiler.ir;

import java.util.Arrays;

/**
 * A tensor with its data, row-major. The storage is a Java array: {@code float[]} for F32, {@code double[]} F64, {@code byte[]} U8, S8 and
 * BOOL (0 or 1), {@code int[]} I32, {@code long[]} I64. The array is shared, not copied: treat a constant's array as read-only.
 */
public record Tensor(DType type, Shape shape, Object data) {
  public Tensor {
    int n =
        switch (type) {
          case F32 -> ((float[]) data).length;
          case F64 -> ((double[]) data).length;
          case U8, S8, BOOL -> ((byte[]) data).length;
          case I32 -> ((int[]) data).length;
          case I64 -> ((long[]) data).length;
        };
    if (n != shape.elements()) {
      throw new IllegalArgumentException(n + " elements do not fill " + shape);
    }
  }

  public static Tensor f32(Shape shape, float... data) {
    return new Tensor(DType.F32, shape, data);
  }

  public static Tensor i64(Shape shape, long... data) {
    return new Tensor(DType.I64, shape, data);
  }

  public static Tensor u8(Shape shape, byte... data) {
    return new Tensor(DType.U8, shape, data);
  }

  /** A new F32 tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return f32(shape, new float[shape.elements()]);
  }

  public TensorType tensorType() {
    return new TensorType(type, shape);
  }

  public float[] floats() {
    return (float[]) data;
  }

  public double[] doubles() {
    return (double[]) data;
  }

  public byte[] bytes() {
    return (byte[]) data;
  }

  public int[] ints() {
    return (int[]) data;
  }

  public long[] longs() {
    return (long[]) data;
  }

  /** The same data under another shape of as many elements. */
  public Tensor reshaped(Shape other) {
    return new Tensor(type, other, data);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Tensor t && t.type == type && t.shape.equals(shape) && Arrays.deepEquals(new Object[] {t.data}, new Object[] {data});
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.deepHashCode(new Object[] {data});
  }

  @Override
  public String toString() {
    return tensorType().toString();
  }
}
