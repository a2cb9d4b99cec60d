package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.SliceBounds;
import java.util.List;

/** Slice, of constants. */
final class SliceEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 5);
    Shape from = in.get(0).shape();
    SliceBounds bounds = SliceBounds.of(node, state, from);
    int[] strides = from.strides();
    int base = 0;
    for (int a = 0; a < from.rank(); a++) {
      base += bounds.start()[a] * strides[a];
      strides[a] *= bounds.step()[a];
    }
    Tensor out = Elements.make(node, state, in.get(0).type(), Shape.of(bounds.count()));
    Elements.gather(in.get(0), base, strides, out);
    return out;
  }
}
