package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Clamps to [min, max]; absent bounds are infinities; ReLU6 is Clip(0, 6); N3.3. */
public record Clip(float min, float max) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(0));
  }
}
