package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Maximum over each window of an NC... input; N3.9. */
public record MaxPool(Window window) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape x = inputs.get(0).shape();
    return List.of(new TensorType(inputs.get(0).type(), window.output(x, x.dim(1))));
  }
}
