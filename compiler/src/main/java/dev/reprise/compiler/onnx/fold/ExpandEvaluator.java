package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;

/** Expand: broadcasts to a shape, in both directions. */
final class ExpandEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(2, 2);
    Shape target = StaticShapes.ofConstant(node, in.get(1));
    return expand(node, state, in.get(0), BinaryEvaluator.broadcast(node, in.get(0).shape(), target));
  }

  /** {@code t} repeated over {@code shape}, which it broadcasts to; {@code t} itself where it has that shape. */
  static Tensor expand(OnnxNode node, ImportState state, Tensor t, Shape shape) {
    if (t.shape().equals(shape)) {
      return t;
    }
    Tensor out = Elements.make(node, state, t.type(), shape);
    Elements.gather(t, 0, Broadcast.strides(t.shape(), shape), out);
    return out;
  }
}
