package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.onnx.Limits;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** Shapes of results, within the importer's bounds. */
final class StaticShape {
  private StaticShape() {}

  static Shape of(OnnxNode node, int... dims) {
    long n = 1;
    for (int d : dims) {
      n = Math.min(n * d, Limits.TENSOR_ELEMENTS + 1);
    }
    if (n > Limits.TENSOR_ELEMENTS) {
      throw node.fail(OnnxError.TOO_LARGE, "a tensor of dimensions " + java.util.Arrays.toString(dims), Limits.TENSOR_ELEMENTS);
    }
    return Shape.of(dims);
  }
}
