package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;

/** Recognises arithmetic with a constant whose elements are all equal. */
final class ConstantOperand {
  private ConstantOperand() {}

  /** The input that {@code node} combines with constant {@code value} on its right (either side where {@code commutes}), or null. */
  static String with(GraphEditor graph, Node node, float value, boolean commutes) {
    if (isUniform(graph, node.input(1), value) && keepsShape(graph, node, node.input(0))) {
      return node.input(0);
    }
    if (commutes && isUniform(graph, node.input(0), value) && keepsShape(graph, node, node.input(1))) {
      return node.input(1);
    }
    return null;
  }

  private static boolean keepsShape(GraphEditor graph, Node node, String data) {
    Shape shape = graph.shape(data);
    return !graph.isConstant(data)
        && Broadcast.shape(graph.shape(node.input(0)), graph.shape(node.input(1))).equals(shape);
  }

  private static boolean isUniform(GraphEditor graph, String name, float value) {
    if (!graph.isFloatConstant(name)) {
      return false;
    }
    Tensor tensor = graph.constant(name);
    for (float f : tensor.floats()) {
      if (f != value) {
        return false;
      }
    }
    return tensor.shape().elements() > 0;
  }
}
