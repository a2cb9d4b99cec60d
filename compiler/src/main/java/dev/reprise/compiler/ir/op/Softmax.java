package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Softmax over one axis (non-negative); N3.12. */
public record Softmax(int axis) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(0));
  }
}
