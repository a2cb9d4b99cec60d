package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Mean over each window of an NC... input; N3.10. */
public record AveragePool(Window window, boolean countIncludePad) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape x = inputs.get(0).shape();
    return List.of(TensorType.f32(window.output(x, x.dim(1))));
  }
}
