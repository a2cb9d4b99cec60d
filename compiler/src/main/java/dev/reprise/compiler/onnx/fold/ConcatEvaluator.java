package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;

/** Concat, of constants. */
final class ConcatEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(Math.max(1, in.size()), Integer.MAX_VALUE);
    DType type = Elements.commonType(node, in);
    int axis = Axes.normalize(node, node.integer("axis", Long.MAX_VALUE), in.get(0).shape().rank());
    Shape shape;
    try {
      shape = new Concat(axis).infer(in.stream().map(Tensor::tensorType).toList()).get(0).shape();
    } catch (IllegalArgumentException e) {
      throw node.fail(OnnxError.MISFIT, e.getMessage());
    }
    Tensor out = Elements.make(node, state, type, shape);
    int inner = shape.product(axis + 1, shape.rank());
    int at = 0;
    for (Tensor t : in) {
      int run = t.shape().dim(axis) * inner;
      for (int o = 0; o < shape.product(0, axis); o++) {
        System.arraycopy(t.data(), o * run, out.data(), o * shape.dim(axis) * inner + at, run);
      }
      at += run;
    }
    return out;
  }
}
