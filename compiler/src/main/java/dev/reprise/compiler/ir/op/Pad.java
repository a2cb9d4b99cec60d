package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import java.util.List;

/** Pads every axis with {@code value} (constant mode); entries may be negative (crop). One entry per axis in each list. */
public record Pad(List<Integer> begin, List<Integer> end, float value) implements Op {
  public Pad {
    begin = List.copyOf(begin);
    end = List.copyOf(end);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int[] dims = inputs.get(0).shape().dims();
    if (begin.size() != dims.length || end.size() != dims.length) {
      throw new IllegalArgumentException("Pad names " + begin.size() + " axes for an input of rank " + dims.length);
    }
    for (int i = 0; i < dims.length; i++) {
      dims[i] += begin.get(i) + end.get(i);
    }
    return List.of(new TensorType(inputs.get(0).type(), Shape.of(dims)));
  }
}
