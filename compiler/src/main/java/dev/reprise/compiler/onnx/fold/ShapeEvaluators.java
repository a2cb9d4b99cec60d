package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;

/** Shape (a part of it since opset 15) and Size: they need the static shape only, not the data. */
final class ShapeEvaluators {
  private ShapeEvaluators() {}

  static Tensor shape(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 1);
    Shape shape = state.shape(node, node.input(0));
    int start = clamp(node.integer("start", 0), shape.rank());
    int end = clamp(node.integer("end", shape.rank()), shape.rank());
    return StaticShapes.asTensor(shape, Math.min(start, end), end);
  }

  static Tensor size(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 1);
    return Tensor.i64(Shape.SCALAR, state.shape(node, node.input(0)).elements());
  }

  private static int clamp(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }
}
