package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;
import java.util.stream.IntStream;

/** Gather: slices along one axis, by index; the indices' shape takes the axis' place. */
final class GatherEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(2, 2);
    Tensor data = in.get(0);
    Tensor indices = in.get(1);
    if (indices.type() != DType.I64 && indices.type() != DType.I32) {
      throw node.fail(OnnxError.MISFIT, "the indices are " + indices.type());
    }
    Shape from = data.shape();
    int axis = Axes.normalize(node, node.integer("axis", 0), from.rank());
    long[] dims =
        IntStream.concat(
                IntStream.concat(IntStream.range(0, axis).map(from::dim), IntStream.of(indices.shape().dims())),
                IntStream.range(axis + 1, from.rank()).map(from::dim))
            .asLongStream()
            .toArray();
    Shape shape = StaticShapes.within(node, dims);
    Tensor out = Elements.make(node, state, data.type(), shape);
    int outer = from.product(0, axis);
    int inner = from.product(axis + 1, from.rank());
    int count = indices.shape().elements();
    for (int k = 0; k < count; k++) {
      int index = Axes.normalize(node, Elements.integer(indices, k), from.dim(axis));
      for (int o = 0; o < outer; o++) {
        System.arraycopy(data.data(), (o * from.dim(axis) + index) * inner, out.data(), (o * count + k) * inner, inner);
      }
    }
    return out;
  }
}
