package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** a * b with multidirectional (NumPy) broadcasting; N3.8. */
public record Mul() implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Broadcast.infer(inputs.get(0), inputs.get(1)));
  }
}
