package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Output axis i is input axis {@code perm[i]}. */
public record Transpose(List<Integer> perm) implements Op {
  public Transpose {
    perm = List.copyOf(perm);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape x = inputs.get(0).shape();
    if (perm.size() != x.rank()) {
      throw new IllegalArgumentException("permutation " + perm + " does not fit " + x);
    }
    return List.of(new TensorType(inputs.get(0).type(), Shape.of(perm.stream().mapToInt(x::dim).toArray())));
  }
}
