package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Joins the inputs along {@code axis} (non-negative). */
public record Concat(int axis) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape first = inputs.get(0).shape();
    long sum = 0;
    for (TensorType t : inputs) {
      if (t.shape().rank() != first.rank() || !t.shape().withDim(axis, 0).equals(first.withDim(axis, 0))) {
        throw new IllegalArgumentException("Concat on axis " + axis + " cannot join " + first + " and " + t.shape());
      }
      sum += t.shape().dim(axis);
    }
    if (sum > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Concat makes an axis of " + sum);
    }
    return List.of(new TensorType(inputs.get(0).type(), first.withDim(axis, (int) sum)));
  }
}
