package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Inference-mode batch normalization over axis 1; inputs x, scale, bias, mean, variance. Canonicalisation folds it away; N3.16. */
public record BatchNormalization(float epsilon) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(0));
  }
}
