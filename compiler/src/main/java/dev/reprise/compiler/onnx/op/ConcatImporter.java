package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.stream.IntStream;

/** Concat. */
final class ConcatImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    int n = node.inputs().size();
    node.requireInputs(Math.max(1, n), Integer.MAX_VALUE);
    if (!node.hasAttribute("axis")) {
      throw node.fail(OnnxError.ATTRIBUTE, "axis", "is missing");
    }
    String[] inputs = IntStream.range(0, n).mapToObj(i -> state.floatInput(node, i)).toArray(String[]::new);
    int axis = Axes.normalize(node, node.integer("axis", 0), state.shape(node, inputs[0]).rank());
    state.emit(node, new Concat(axis), inputs);
  }
}
