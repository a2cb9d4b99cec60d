package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;

/** Where: takes each element from the second or the third input, all three broadcast. */
final class WhereEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(3, 3);
    if (in.get(0).type() != DType.BOOL) {
      throw node.fail(OnnxError.MISFIT, "the condition is " + in.get(0).type() + " and not bool");
    }
    DType type = Elements.commonType(node, in.subList(1, 3));
    Shape values = BinaryEvaluator.broadcast(node, in.get(1).shape(), in.get(2).shape());
    Shape shape = BinaryEvaluator.broadcast(node, in.get(0).shape(), values);
    List<Tensor> wide = in.stream().map(t -> ExpandEvaluator.expand(node, state, t, shape)).toList();
    Tensor out = Elements.make(node, state, type, shape);
    for (int i = 0; i < shape.elements(); i++) {
      System.arraycopy(wide.get(wide.get(0).bytes()[i] != 0 ? 1 : 2).data(), i, out.data(), i, 1);
    }
    return out;
  }
}
