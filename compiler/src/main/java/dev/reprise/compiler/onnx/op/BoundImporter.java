package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/**
 * Max and Min of one value and constant scalars, which some exporters write for one-sided clamping: they become Clip.
 *
 * @param lower whether the scalars are lower bounds (Max)
 */
record BoundImporter(boolean lower) implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, Integer.MAX_VALUE);
    float bound = lower ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    int data = -1;
    for (int i = 0; i < node.inputs().size(); i++) {
      if (node.hasInput(i) && state.isConstant(node.input(i)) && state.constant(node.input(i)).shape().elements() == 1) {
        float b = Parameters.scalar(node, state, i, bound);
        bound = lower ? Math.max(bound, b) : Math.min(bound, b);
      } else if (data < 0 && node.hasInput(i)) {
        data = i;
      } else {
        throw node.fail(OnnxError.UNSUPPORTED, "more than one input is not a constant scalar");
      }
    }
    String x = state.floatInput(node, data);
    for (String i : node.inputs()) {
      if (state.shape(node, i).rank() > state.shape(node, x).rank() || Float.isNaN(bound)) {
        throw node.fail(OnnxError.UNSUPPORTED, "a bound is no number, or has more axes than the data");
      }
    }
    state.emit(node, lower ? new Clip(bound, Float.POSITIVE_INFINITY) : new Clip(Float.NEGATIVE_INFINITY, bound), x);
  }
}
