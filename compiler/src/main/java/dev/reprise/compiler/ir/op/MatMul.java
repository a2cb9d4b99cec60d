package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** NumPy matmul of two tensors. Canonicalisation turns it into {@link Linear} where the second is a constant matrix. */
public record MatMul() implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() == 0 || b.rank() == 0) {
      throw new IllegalArgumentException("MatMul needs operands of rank 1 or more");
    }
    int k = a.dim(-1);
    if (k != b.dim(b.rank() == 1 ? 0 : -2)) {
      throw new IllegalArgumentException("MatMul cannot multiply " + a + " by " + b);
    }
    Shape batch = Broadcast.shape(prefix(a), prefix(b));
    java.util.List<Integer> dims = new java.util.ArrayList<>();
    for (int d : batch.dims()) {
      dims.add(d);
    }
    if (a.rank() > 1) {
      dims.add(a.dim(-2));
    }
    if (b.rank() > 1) {
      dims.add(b.dim(-1));
    }
    return List.of(TensorType.f32(dims.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static Shape prefix(Shape s) {
    return Shape.of(java.util.Arrays.copyOf(s.dims(), Math.max(0, s.rank() - 2)));
  }
}
