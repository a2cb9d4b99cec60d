package dev.reprise.host.data;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.stream.IntStream;

/** Samples of a data set as the compiler takes them. */
public final class Samples {
  private Samples() {}

  /**
   * At most {@code count} samples, evenly spread over the data set (which may be sorted by class), as tensors with a batch axis of 1. They are read
   * when iterated.
   */
  public static Iterable<Tensor> tensors(Dataset data, int count) {
    int n = Math.min(count, data.size());
    return () -> IntStream.range(0, n).mapToObj(i -> tensor(data, (int) ((long) i * data.size() / n))).iterator();
  }

  private static Tensor tensor(Dataset data, int index) {
    int[] shape = data.shape().dims();
    int[] dims = new int[shape.length + 1];
    dims[0] = 1;
    System.arraycopy(shape, 0, dims, 1, shape.length);
    return Tensor.f32(Shape.of(dims), data.sample(index));
  }
}
