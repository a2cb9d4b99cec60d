package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Hyperbolic tangent; N3.5. */
public record Tanh() implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(0));
  }
}
