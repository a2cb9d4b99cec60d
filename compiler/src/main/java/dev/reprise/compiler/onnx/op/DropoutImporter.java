package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** Dropout at inference, which passes its input on. */
final class DropoutImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 3);
    node.ignore("ratio", "seed");
    Tensor training = state.constantInput(node, 2);
    boolean dropsNothing = node.hasInput(1) && Parameters.scalar(node, state, 1, 0) == 0;
    if (training != null && !dropsNothing && (training.shape().elements() != 1 || !isFalse(training))) {
      throw node.fail(OnnxError.UNSUPPORTED, "training_mode is set: export the model in evaluation mode");
    }
    state.emit(node, new Identity(), state.floatInput(node, 0));
  }

  private static boolean isFalse(Tensor t) {
    return t.data() instanceof byte[] b && b[0] == 0;
  }
}
