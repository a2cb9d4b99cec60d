package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;

/** MaxPool, without the indices that are its second output. */
final class MaxPoolImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 1);
    node.ignore("storage_order"); // concerns the indices only
    String x = state.floatInput(node, 0);
    Window window = WindowReader.read(node, state.shape(node, x), null);
    PoolPads.check(node, window);
    state.emit(node, new MaxPool(window), x);
  }
}
