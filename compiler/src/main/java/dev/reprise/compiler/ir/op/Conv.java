package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/**
 * Convolution of an NC... input with weights [M, C/groups, k...] and an optional bias [M]; 1-D or 2-D; N2.1. {@code window.ceil()} is false.
 */
public record Conv(Window window, int groups) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape x = inputs.get(0).shape();
    Shape w = inputs.get(1).shape();
    if (w.rank() != window.spatialRank() + 2 || x.rank() != w.rank()) {
      throw new IllegalArgumentException("input " + x + " and weights " + w + " differ in rank");
    }
    if (groups < 1 || x.dim(1) != w.dim(1) * groups || w.dim(0) % groups != 0) {
      throw new IllegalArgumentException("input " + x + " and weights " + w + " do not fit " + groups + " group(s)");
    }
    for (int i = 0; i < window.spatialRank(); i++) {
      if (w.dim(i + 2) != window.kernel().get(i)) {
        throw new IllegalArgumentException("weights " + w + " do not fit kernel " + window.kernel());
      }
    }
    if (inputs.size() > 2 && inputs.get(2) != null && !inputs.get(2).shape().equals(Shape.of(w.dim(0)))) {
      throw new IllegalArgumentException("bias " + inputs.get(2).shape() + " does not fit " + w.dim(0) + " output channels");
    }
    return List.of(TensorType.f32(window.output(x, w.dim(0))));
  }
}
