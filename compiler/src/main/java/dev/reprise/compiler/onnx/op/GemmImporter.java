package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** Gemm. */
final class GemmImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(2, 3);
    Gemm op = new Gemm(node.real("alpha", 1), node.real("beta", 1), node.flag("transA", false), node.flag("transB", false));
    String a = state.floatInput(node, 0);
    String b = state.floatInput(node, 1);
    if (!node.hasInput(2)) {
      state.emit(node, op, a, b);
      return;
    }
    String c = state.floatInput(node, 2);
    state.emit(node, op, a, b, c);
    Shape out = state.shape(node, node.output());
    Shape bias = state.shape(node, c);
    boolean fits;
    try {
      fits = Broadcast.shape(bias, out).equals(out);
    } catch (IllegalArgumentException e) {
      fits = false;
    }
    if (!fits) {
      throw node.fail(OnnxError.MISFIT, "input 2 of shape " + bias + " does not broadcast to " + out);
    }
  }
}
