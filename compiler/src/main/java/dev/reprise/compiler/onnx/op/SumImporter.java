package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;

/** Sum of any number of values: additions from left to right. */
final class SumImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    int n = node.inputs().size();
    node.requireInputs(Math.max(1, n), Integer.MAX_VALUE);
    String sum = state.floatInput(node, 0);
    if (n == 1) {
      state.emit(node, new Identity(), sum);
      return;
    }
    for (int i = 1; i < n - 1; i++) {
      sum = state.emitStep(node, "sum" + i, new Add(), sum, state.floatInput(node, i));
    }
    state.emit(node, new Add(), sum, state.floatInput(node, n - 1));
  }
}
