package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.ReducedAxes;

/** ReduceMean; axes are an attribute before opset 18 and a constant input since. */
final class ReduceMeanImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 2);
    String x = state.floatInput(node, 0);
    ReducedAxes reduced = ReducedAxes.of(node, state, state.shape(node, x));
    if (reduced.axes().isEmpty()) {
      state.emit(node, new Identity(), x);
    } else {
      state.emit(node, new ReduceMean(reduced.axes(), reduced.keepDims()), x);
    }
  }
}
