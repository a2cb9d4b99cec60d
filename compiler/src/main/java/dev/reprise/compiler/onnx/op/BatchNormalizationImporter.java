package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** BatchNormalization in inference mode, over axis 1. */
final class BatchNormalizationImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(5, 5);
    node.ignore("momentum"); // concerns training only
    if (node.flag("training_mode", false)) {
      throw node.fail(OnnxError.ATTRIBUTE, "training_mode", "is 1: export the model in evaluation mode");
    }
    if (!node.flag("spatial", true)) {
      throw node.fail(OnnxError.ATTRIBUTE, "spatial", "is 0: statistics per element are not supported");
    }
    String x = state.floatInput(node, 0);
    Shape shape = state.shape(node, x);
    if (shape.rank() < 2) {
      throw node.fail(OnnxError.MISFIT, "data of shape " + shape + " has no channels");
    }
    Shape channels = Shape.of(shape.dim(1));
    String[] inputs = {x, "", "", "", ""};
    for (int i = 1; i < inputs.length; i++) {
      inputs[i] = Parameters.constant(node, state, i, channels);
    }
    state.emit(node, new BatchNormalization(node.real("epsilon", 1e-5f)), inputs);
  }
}
