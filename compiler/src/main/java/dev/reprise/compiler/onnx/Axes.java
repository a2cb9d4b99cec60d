package dev.reprise.compiler.onnx;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Axes and lists of integers as nodes give them: attributes in older opsets, constant inputs in newer ones. */
public final class Axes {
  private Axes() {}

  /** The attribute, or else the constant input {@code input}; null where neither is there. */
  public static long[] list(OnnxNode node, ImportState state, String attribute, int input) {
    long[] values = node.integers(attribute);
    if (values != null) {
      return values;
    }
    Tensor t = state.constantInput(node, input);
    return t == null ? null : longs(node, t);
  }

  /** The elements of an integer tensor of rank 0 or 1. */
  public static long[] longs(OnnxNode node, Tensor t) {
    if (t.shape().rank() > 1 || (t.type() != DType.I64 && t.type() != DType.I32)) {
      throw node.fail(OnnxError.MISFIT, "a list of integers is expected, not " + t);
    }
    return t.type() == DType.I64 ? t.longs() : java.util.Arrays.stream(t.ints()).asLongStream().toArray();
  }

  /** {@code axis} counted from the front, for a tensor of {@code rank} axes. */
  public static int normalize(OnnxNode node, long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw node.fail(OnnxError.MISFIT, "axis " + axis + " is outside rank " + rank);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** Axes counted from the front and sorted; each at most once. */
  public static List<Integer> normalize(OnnxNode node, long[] axes, int rank) {
    TreeSet<Integer> sorted = new TreeSet<>();
    for (long a : axes) {
      if (!sorted.add(normalize(node, a, rank))) {
        throw node.fail(OnnxError.MISFIT, "axis " + a + " is given twice");
      }
    }
    return new ArrayList<>(sorted);
  }

  /** A measure (size, stride, pad) within sane bounds. */
  public static int measure(OnnxNode node, String what, long value, long least) {
    if (value < least || value > Limits.MEASURE) {
      throw node.fail(OnnxError.ATTRIBUTE, what, "holds " + value + ", which is outside " + least + " to " + Limits.MEASURE);
    }
    return (int) value;
  }
}
