package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.ReducedAxes;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/**
 * Reductions by a sum or product, in row-major order.
 *
 * @param start what an empty reduction gives
 */
record ReduceEvaluator(DoubleBinaryOperator reals, LongBinaryOperator integers, int start) implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 2);
    Tensor x = in.get(0);
    ReducedAxes reduced = ReducedAxes.of(node, state, x.shape());
    Shape kept = reduced.kept(x.shape());
    int n = kept.elements();
    state.reserve(node, 2L * n);
    double[] real = new double[n];
    long[] integer = new long[n];
    Arrays.fill(real, start);
    Arrays.fill(integer, start);
    int[] target = new int[x.shape().elements()];
    state.reserve(node, target.length);
    int[] strides = kept.strides();
    reduced.axes().forEach(a -> strides[a] = 0);
    Elements.gather(positions(n), 0, strides, new Tensor(DType.I32, x.shape(), target));
    for (int i = 0; i < target.length; i++) {
      if (Elements.isReal(x.type())) {
        real[target[i]] = reals.applyAsDouble(real[target[i]], Elements.real(x, i));
      } else {
        integer[target[i]] = integers.applyAsLong(integer[target[i]], Elements.integer(x, i));
      }
    }
    Tensor out = Elements.make(node, state, x.type(), reduced.shape(x.shape()));
    for (int i = 0; i < n; i++) {
      if (Elements.isReal(x.type())) {
        Elements.set(out, i, real[i]);
      } else {
        Elements.set(out, i, integer[i]);
      }
    }
    return out;
  }

  private static Tensor positions(int n) {
    return new Tensor(DType.I32, Shape.of(n), IntStream.range(0, n).toArray());
  }
}
