package dev.reprise.compiler.onnx;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The shapes that ONNX's reshaping operators give, for data of known shape. */
public final class StaticShapes {
  /** The output shape of a reshaping node for data of shape {@code from}. */
  public interface Rule {
    Shape apply(OnnxNode node, ImportState state, Shape from);
  }

  private StaticShapes() {}

  /** Reshape: 0 copies a dimension (unless {@code allowzero}), -1 is what remains. */
  public static Shape reshape(OnnxNode node, ImportState state, Shape from) {
    node.requireInputs(2, 2);
    boolean allowZero = node.flag("allowzero", false);
    long[] target = Axes.longs(node, state.constantInput(node, 1)).clone();
    if (repeatsFoldedBatch(node, state, from, target)) {
      target[0] = 1;
    }
    long known = 1;
    int open = -1;
    for (int i = 0; i < target.length; i++) {
      if (target[i] == 0 && !allowZero) {
        if (i >= from.rank()) {
          throw node.fail(OnnxError.MISFIT, "target dimension " + i + " copies one that " + from + " does not have");
        }
        target[i] = from.dim(i);
      }
      if (target[i] == -1 && open < 0) {
        open = i;
      } else if (target[i] < 0 || target[i] > Limits.TENSOR_ELEMENTS) {
        throw node.fail(OnnxError.MISFIT, "the target has a dimension " + target[i]);
      } else {
        known = Math.min(known * target[i], Limits.TENSOR_ELEMENTS + 1);
      }
    }
    if (open >= 0) {
      if (known == 0 || from.elements() % known != 0) {
        throw node.fail(OnnxError.MISFIT, "the " + from.elements() + " elements of " + from + " do not fill a target of multiples of " + known);
      }
      target[open] = from.elements() / known;
    }
    return checked(node, from, target);
  }

  /** Where a fixed batch became 1, exporters have left it as a number in front of reshape targets, some within shape arithmetic. */
  private static boolean repeatsFoldedBatch(OnnxNode node, ImportState state, Shape from, long[] target) {
    return state.foldedBatch() > 1
        && !state.isConstant(node.input(0))
        && target.length > 0
        && target[0] == state.foldedBatch()
        && from.rank() > 0
        && from.dim(0) == 1;
  }

  /** Flatten: the axes before {@code axis} (default 1) become one, and so do the others. */
  public static Shape flatten(OnnxNode node, ImportState state, Shape from) {
    node.requireInputs(1, 1);
    long axis = node.integer("axis", 1);
    if (axis < -from.rank() || axis > from.rank()) {
      throw node.fail(OnnxError.MISFIT, "axis " + axis + " is outside rank " + from.rank());
    }
    int split = (int) (axis < 0 ? axis + from.rank() : axis);
    return within(node, from.product(0, split), from.product(split, from.rank()));
  }

  /** Squeeze: drops the named axes, or all of size 1. */
  public static Shape squeeze(OnnxNode node, ImportState state, Shape from) {
    node.requireInputs(1, 2);
    long[] given = Axes.list(node, state, "axes", 1);
    List<Integer> axes = given == null ? null : Axes.normalize(node, given, from.rank());
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < from.rank(); i++) {
      boolean named = axes != null && axes.contains(i);
      if (named && from.dim(i) != 1) {
        throw node.fail(OnnxError.MISFIT, "axis " + i + " of " + from + " is not 1");
      }
      if (!named && (axes != null || from.dim(i) != 1)) {
        dims.add(from.dim(i));
      }
    }
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Unsqueeze: inserts axes of size 1, numbered as in the result. */
  public static Shape unsqueeze(OnnxNode node, ImportState state, Shape from) {
    node.requireInputs(1, 2);
    long[] given = Axes.list(node, state, "axes", 1);
    if (given == null) {
      throw node.fail(OnnxError.ATTRIBUTE, "axes", "is missing");
    }
    if (given.length > Byte.MAX_VALUE) {
      throw node.fail(OnnxError.ATTRIBUTE, "axes", "has " + given.length + " entries");
    }
    int rank = from.rank() + given.length;
    List<Integer> axes = Axes.normalize(node, given, rank);
    long[] dims = new long[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      dims[i] = axes.contains(i) ? 1 : from.dim(next++);
    }
    return within(node, dims);
  }

  /** A shape that a constant integer tensor names, for a tensor to be made. */
  public static Shape ofConstant(OnnxNode node, Tensor dims) {
    long[] target = Axes.longs(node, dims);
    for (long d : target) {
      if (d < 0) {
        throw node.fail(OnnxError.MISFIT, "dimension " + d + " is negative");
      }
    }
    return within(node, target);
  }

  /** The shape of these dimensions, none negative, checked against the importer's limits. */
  public static Shape within(OnnxNode node, long... dims) {
    Shape shape = Limits.shape(dims);
    if (shape == null) {
      throw node.fail(OnnxError.TOO_LARGE, "a tensor of dimensions " + java.util.Arrays.toString(dims), Limits.TENSOR_ELEMENTS);
    }
    return shape;
  }

  /** The dimensions of {@code shape} as an int64 vector. */
  public static Tensor asTensor(Shape shape, int from, int to) {
    long[] dims = java.util.Arrays.stream(shape.dims(), from, to).asLongStream().toArray();
    return new Tensor(DType.I64, Shape.of(dims.length), dims);
  }

  private static Shape checked(OnnxNode node, Shape from, long[] target) {
    Shape shape = within(node, target);
    if (shape.elements() != from.elements()) {
      throw node.fail(OnnxError.MISFIT, "cannot reshape " + from + " to " + shape);
    }
    return shape;
  }
}
