package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.Permutation;

/** Transpose. */
final class TransposeImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 1);
    String x = state.floatInput(node, 0);
    state.emit(node, new Transpose(Permutation.of(node, state.shape(node, x).rank())), x);
  }
}
