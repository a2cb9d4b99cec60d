package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** clamp(alpha*x + beta, 0, 1); N3.6. */
public record HardSigmoid(float alpha, float beta) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(0));
  }
}
