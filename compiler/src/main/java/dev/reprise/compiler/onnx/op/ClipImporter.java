package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** Clip with constant bounds: attributes before opset 11, inputs since. */
final class ClipImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 3);
    float min = Parameters.scalar(node, state, 1, node.real("min", Float.NEGATIVE_INFINITY));
    float max = Parameters.scalar(node, state, 2, node.real("max", Float.POSITIVE_INFINITY));
    if (!(min <= max)) {
      throw node.fail(OnnxError.MISFIT, "the bounds " + min + " and " + max + " leave no range");
    }
    state.emit(node, new Clip(min, max), state.floatInput(node, 0));
  }
}
