package dev.reprise.compiler.onnx;

import dev.reprise.compiler.ir.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The axes of a reduction.
 *
 * @param axes sorted and counted from the front; empty where nothing is reduced
 * @param keepDims whether they stay, as 1
 */
public record ReducedAxes(List<Integer> axes, boolean keepDims) {

  /** From the attribute {@code axes}, or from the input that newer opsets have; none means all, unless {@code noop_with_empty_axes}. */
  public static ReducedAxes of(OnnxNode node, ImportState state, Shape data) {
    boolean keepDims = node.flag("keepdims", true);
    boolean noop = node.flag("noop_with_empty_axes", false);
    long[] given = Axes.list(node, state, "axes", 1);
    if (given != null && given.length > 0) {
      return new ReducedAxes(Axes.normalize(node, given, data.rank()), keepDims);
    }
    return new ReducedAxes(noop ? List.of() : IntStream.range(0, data.rank()).boxed().toList(), keepDims);
  }

  /** {@code data} with the reduced axes as 1. */
  public Shape kept(Shape data) {
    return Shape.of(IntStream.range(0, data.rank()).map(i -> axes.contains(i) ? 1 : data.dim(i)).toArray());
  }

  /** The output's shape. */
  public Shape shape(Shape data) {
    return keepDims ? kept(data) : Shape.of(IntStream.range(0, data.rank()).filter(i -> !axes.contains(i)).map(data::dim).toArray());
  }
}
