package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Elementwise functions of two broadcast tensors. Binary32 values are computed in double and rounded once, which for the four basic
 * operations gives the binary32 result.
 *
 * @param most how many inputs; more than two are taken from left to right
 * @param isComparison whether the result is boolean instead of the inputs' type
 */
record BinaryEvaluator(DoubleBinaryOperator reals, LongBinaryOperator integers, int most, boolean isComparison) implements Evaluator {
  BinaryEvaluator(DoubleBinaryOperator reals, LongBinaryOperator integers) {
    this(reals, integers, 2, false);
  }

  BinaryEvaluator variadic() {
    return new BinaryEvaluator(reals, integers, Integer.MAX_VALUE, isComparison);
  }

  BinaryEvaluator comparison() {
    return new BinaryEvaluator(reals, integers, most, true);
  }

  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    int least = most == 2 ? 2 : 1;
    node.requireInputs(least, most);
    List<Tensor> present = in.stream().filter(t -> t != null).toList();
    DType type = Elements.commonType(node, present);
    Tensor result = present.get(0);
    for (Tensor next : present.subList(1, present.size())) {
      result = apply(node, state, type, result, next);
    }
    return result;
  }

  private Tensor apply(OnnxNode node, ImportState state, DType type, Tensor a, Tensor b) {
    Shape shape = broadcast(node, a.shape(), b.shape());
    Tensor wideA = ExpandEvaluator.expand(node, state, a, shape);
    Tensor wideB = ExpandEvaluator.expand(node, state, b, shape);
    Tensor out = Elements.make(node, state, isComparison ? DType.BOOL : type, shape);
    for (int i = 0; i < shape.elements(); i++) {
      if (Elements.isReal(type)) {
        Elements.set(out, i, reals.applyAsDouble(Elements.real(wideA, i), Elements.real(wideB, i)));
      } else {
        Elements.set(out, i, integer(node, Elements.integer(wideA, i), Elements.integer(wideB, i)));
      }
    }
    return out;
  }

  private long integer(OnnxNode node, long a, long b) {
    try {
      return integers.applyAsLong(a, b);
    } catch (ArithmeticException e) {
      throw node.fail(OnnxError.MISFIT, "an integer is divided by 0");
    }
  }

  static Shape broadcast(OnnxNode node, Shape a, Shape b) {
    try {
      Shape shape = Broadcast.shape(a, b);
      return StaticShapes.within(node, java.util.Arrays.stream(shape.dims()).asLongStream().toArray());
    } catch (IllegalArgumentException e) {
      throw node.fail(OnnxError.MISFIT, e.getMessage());
    }
  }
}
