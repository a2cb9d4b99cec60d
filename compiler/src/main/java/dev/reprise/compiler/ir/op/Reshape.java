package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** The same elements, row-major, under another shape; also Flatten, Squeeze and Unsqueeze. */
public record Reshape(Shape shape) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.get(0).shape().elements() != shape.elements()) {
      throw new IllegalArgumentException("cannot reshape " + inputs.get(0).shape() + " to " + shape);
    }
    return List.of(new TensorType(inputs.get(0).type(), shape));
  }
}
