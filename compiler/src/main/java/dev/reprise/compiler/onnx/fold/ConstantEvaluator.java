package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;

/** Constant, in every form of its value that is a dense tensor of numbers. */
final class ConstantEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(0, 0);
    if (node.hasAttribute("value")) {
      return state.reader().read(node.tensor("value"), node.place());
    }
    if (node.hasAttribute("value_float")) {
      return Tensor.f32(Shape.SCALAR, node.real("value_float", 0));
    }
    if (node.hasAttribute("value_floats")) {
      float[] values = node.reals("value_floats");
      return Tensor.f32(Shape.of(values.length), values);
    }
    if (node.hasAttribute("value_int")) {
      return Tensor.i64(Shape.SCALAR, node.integer("value_int", 0));
    }
    if (node.hasAttribute("value_ints")) {
      long[] values = node.integers("value_ints");
      return Tensor.i64(Shape.of(values.length), values);
    }
    throw node.fail(OnnxError.UNSUPPORTED, "the constant has no dense numeric value (text and sparse tensors are not supported)");
  }
}
