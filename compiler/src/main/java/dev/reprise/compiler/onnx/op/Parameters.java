package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** Inputs that must be constants of the model: weights, biases, statistics, bounds. */
final class Parameters {
  private Parameters() {}

  /** Name of input {@code i}, a float32 constant; {@code ""} where it is absent. */
  static String constant(OnnxNode node, ImportState state, int i) {
    state.constantInput(node, i);
    return state.floatInput(node, i);
  }

  /** As {@link #constant}, of a given shape. */
  static String constant(OnnxNode node, ImportState state, int i, Shape shape) {
    String name = constant(node, state, i);
    if (!name.isEmpty() && !state.constant(name).shape().equals(shape)) {
      throw node.fail(OnnxError.MISFIT, "input " + i + " has shape " + state.constant(name).shape() + " instead of " + shape);
    }
    return name;
  }

  /** The one element of input {@code i}, or {@code otherwise} where the input is absent. */
  static float scalar(OnnxNode node, ImportState state, int i, float otherwise) {
    String name = constant(node, state, i);
    if (name.isEmpty()) {
      return otherwise;
    }
    float[] values = state.constant(name).floats();
    if (values.length != 1) {
      throw node.fail(OnnxError.MISFIT, "input " + i + " has " + values.length + " elements instead of 1");
    }
    return values[0];
  }
}
