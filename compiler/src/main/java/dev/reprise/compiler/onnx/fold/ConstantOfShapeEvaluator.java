package dev.reprise.compiler.onnx.fold;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;

/** ConstantOfShape: one value everywhere, float 0 where none is given. */
final class ConstantOfShapeEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 1);
    Shape shape = StaticShapes.ofConstant(node, in.get(0));
    TensorProto given = node.tensor("value");
    Tensor value = given == null ? Tensor.zeros(Shape.SCALAR) : state.reader().read(given, node.place());
    if (value.shape().elements() != 1) {
      throw node.fail(OnnxError.ATTRIBUTE, "value", "has " + value.shape().elements() + " elements instead of 1");
    }
    Tensor out = Elements.make(node, state, value.type(), shape);
    Elements.gather(value, 0, new int[shape.rank()], out);
    return out;
  }
}
