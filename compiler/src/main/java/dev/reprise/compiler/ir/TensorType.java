package dev.reprise.compiler.ir;

/** Element type and static shape of a value. */
public record TensorType(DType type, Shape shape) {
  public static TensorType f32(int... dims) {
    return new TensorType(DType.F32, Shape.of(dims));
  }

  public static TensorType f32(Shape shape) {
    return new TensorType(DType.F32, shape);
  }

  @Override
  public String toString() {
    return type.name().toLowerCase(java.util.Locale.ROOT) + "[" + shape + "]";
  }
}
