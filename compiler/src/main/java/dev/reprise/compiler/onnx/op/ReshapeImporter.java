package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;

/** Reshape, Flatten, Squeeze and Unsqueeze: all are Reshape once shapes are static. */
record ReshapeImporter(StaticShapes.Rule rule) implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 2);
    String x = state.floatInput(node, 0);
    state.emit(node, new Reshape(rule.apply(node, state, state.shape(node, x))), x);
  }
}
