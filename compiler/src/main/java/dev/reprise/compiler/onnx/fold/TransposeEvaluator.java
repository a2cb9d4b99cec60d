package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.Permutation;
import java.util.List;

/** Transpose, of constants. */
final class TransposeEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 1);
    Tensor x = in.get(0);
    List<Integer> perm = Permutation.of(node, x.shape().rank());
    int[] strides = x.shape().strides();
    Tensor out = Elements.make(node, state, x.type(), Shape.of(perm.stream().mapToInt(x.shape()::dim).toArray()));
    Elements.gather(x, 0, perm.stream().mapToInt(a -> strides[a]).toArray(), out);
    return out;
  }
}
