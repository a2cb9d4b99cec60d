package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.Limits;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** Pad with a constant: attributes before opset 11, inputs since, with a choice of axes since opset 18. */
final class PadImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 4);
    String mode = node.text("mode", "constant");
    if (!mode.equals("constant")) {
      throw node.fail(OnnxError.ATTRIBUTE, "mode", "is '" + mode + "'; only padding with a constant is supported");
    }
    String x = state.floatInput(node, 0);
    int rank = state.shape(node, x).rank();
    long[] pads = Axes.list(node, state, "pads", 1);
    if (pads == null) {
      throw node.fail(OnnxError.ATTRIBUTE, "pads", "is missing");
    }
    float value = Parameters.scalar(node, state, 2, node.real("value", 0));
    int[] axes = axes(node, state, rank);
    if (pads.length != 2 * axes.length) {
      throw node.fail(OnnxError.MISFIT, pads.length + " pads are given for " + axes.length + " axes");
    }
    List<Integer> begin = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> end = new ArrayList<>(Collections.nCopies(rank, 0));
    for (int i = 0; i < axes.length; i++) {
      begin.set(axes[i], Axes.measure(node, "pads", pads[i], -Limits.MEASURE));
      end.set(axes[i], Axes.measure(node, "pads", pads[axes.length + i], -Limits.MEASURE));
    }
    state.emit(node, new Pad(begin, end, value), x);
  }

  private static int[] axes(OnnxNode node, ImportState state, int rank) {
    if (!node.hasInput(3)) {
      return java.util.stream.IntStream.range(0, rank).toArray();
    }
    long[] given = Axes.longs(node, state.constantInput(node, 3));
    int[] axes = java.util.Arrays.stream(given).mapToInt(a -> Axes.normalize(node, a, rank)).toArray();
    HashSet<Integer> seen = new HashSet<>();
    for (int a : axes) {
      if (!seen.add(a)) {
        throw node.fail(OnnxError.MISFIT, "axis " + a + " is given twice");
      }
    }
    return axes;
  }
}
