package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Mean over all spatial axes of an NC... input, which become 1; N3.10. */
public record GlobalAveragePool() implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int[] dims = inputs.get(0).shape().dims();
    java.util.Arrays.fill(dims, 2, dims.length, 1);
    return List.of(TensorType.f32(Shape.of(dims)));
  }
}
