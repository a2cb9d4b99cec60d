package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;

/** AveragePool. */
final class AveragePoolImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 1);
    String x = state.floatInput(node, 0);
    Window window = WindowReader.read(node, state.shape(node, x), null);
    PoolPads.check(node, window);
    state.emit(node, new AveragePool(window, node.flag("count_include_pad", false)), x);
  }
}
