package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** ONNX Gemm: alpha*A'*B' + beta*C. Canonicalisation turns it into {@link Linear} where B is constant. */
public record Gemm(float alpha, float beta, boolean transA, boolean transB) implements Op {
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() != 2 || b.rank() != 2 || a.dim(transA ? 0 : 1) != b.dim(transB ? 1 : 0)) {
      throw new IllegalArgumentException("Gemm cannot multiply " + a + " by " + b);
    }
    return List.of(TensorType.f32(a.dim(transA ? 1 : 0), b.dim(transB ? 0 : 1)));
  }
}
