package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Mean over {@code axes} (sorted, non-negative); with {@code keepDims} they stay as 1; N3.11. */
public record ReduceMean(List<Integer> axes, boolean keepDims) implements Op {
  public ReduceMean {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape x = inputs.get(0).shape();
    int[] dims =
        java.util.stream.IntStream.range(0, x.rank())
            .filter(i -> keepDims || !axes.contains(i))
            .map(i -> axes.contains(i) ? 1 : x.dim(i))
            .toArray();
    return List.of(TensorType.f32(Shape.of(dims)));
  }
}
