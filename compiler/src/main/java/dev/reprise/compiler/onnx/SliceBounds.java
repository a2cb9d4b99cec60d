package dev.reprise.compiler.onnx;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What a Slice node takes, per axis of its data: the first index, the step and how many. */
public record SliceBounds(int[] start, int[] step, int[] count) {

  /** Bounds from the attributes (before opset 10) or the constant inputs, clamped to the data as ONNX defines. */
  public static SliceBounds of(OnnxNode node, ImportState state, Shape data) {
    long[] starts = Axes.list(node, state, "starts", 1);
    long[] ends = Axes.list(node, state, "ends", 2);
    long[] axes = Axes.list(node, state, "axes", 3);
    Tensor stepInput = state.constantInput(node, 4);
    if (starts == null || ends == null) {
      throw node.fail(OnnxError.MALFORMED, "starts or ends are missing");
    }
    long[] steps = stepInput == null ? ones(starts.length) : Axes.longs(node, stepInput);
    boolean agree = ends.length == starts.length && steps.length == starts.length && (axes == null || axes.length == starts.length);
    if (!agree || starts.length > data.rank()) {
      throw node.fail(OnnxError.MISFIT, "starts, ends, axes and steps differ in length, or exceed rank " + data.rank());
    }
    int[] start = new int[data.rank()];
    int[] step = new int[data.rank()];
    int[] count = data.dims();
    Arrays.fill(step, 1);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < starts.length; i++) {
      int axis = Axes.normalize(node, axes == null ? i : axes[i], data.rank());
      if (!seen.add(axis) || steps[i] == 0) {
        throw node.fail(OnnxError.MISFIT, "axis " + axis + " is sliced twice, or with step 0");
      }
      int n = data.dim(axis);
      // a step beyond the data takes one element, like any other that large
      int by = (int) Math.max(-Integer.MAX_VALUE / 2, Math.min(Integer.MAX_VALUE / 2, steps[i]));
      boolean up = by > 0;
      long from = clamp(starts[i], n, 0, up ? n : n - 1);
      long to = clamp(ends[i], n, up ? 0 : -1, up ? n : n - 1);
      long span = up ? to - from : from - to;
      long stride = Math.abs((long) by);
      start[axis] = (int) Math.max(0, from);
      count[axis] = span <= 0 ? 0 : (int) ((span + stride - 1) / stride);
      step[axis] = count[axis] <= 1 ? 1 : by;
    }
    return new SliceBounds(start, step, count);
  }

  private static long[] ones(int n) {
    long[] v = new long[n];
    Arrays.fill(v, 1);
    return v;
  }

  private static long clamp(long index, int n, long least, long most) {
    long wrapped = index < 0 ? index + n : index;
    return Math.max(least, Math.min(most, wrapped));
  }
}
