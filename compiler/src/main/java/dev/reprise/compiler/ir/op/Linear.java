package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** y[..., m] = b[m] + sum_k x[..., k]*w[m, k]: input [..., K], weights [M, K], optional bias [M]; N2.1. */
public record Linear() implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape x = inputs.get(0).shape();
    Shape w = inputs.get(1).shape();
    if (x.rank() < 1 || w.rank() != 2 || x.dim(-1) != w.dim(1)) {
      throw new IllegalArgumentException("Linear cannot multiply " + x + " by weights " + w);
    }
    return List.of(TensorType.f32(x.withDim(-1, w.dim(0))));
  }
}
