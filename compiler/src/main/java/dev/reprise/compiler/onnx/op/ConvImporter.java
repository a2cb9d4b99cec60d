package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;

/** Conv over one or two spatial axes, with constant weights. */
final class ConvImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(2, 3);
    String x = state.floatInput(node, 0);
    String weights = Parameters.constant(node, state, 1);
    Shape w = state.constant(weights).shape();
    Window window = WindowReader.read(node, state.shape(node, x), w);
    int groups = Axes.measure(node, "group", node.integer("group", 1), 1);
    if (node.hasInput(2)) {
      state.emit(node, new Conv(window, groups), x, weights, Parameters.constant(node, state, 2));
    } else {
      state.emit(node, new Conv(window, groups), x, weights);
    }
  }
}
