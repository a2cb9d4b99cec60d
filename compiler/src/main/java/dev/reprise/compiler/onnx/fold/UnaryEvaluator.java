package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * Elementwise functions of one tensor.
 *
 * @param integers the function on integers, or null where the operator has none
 */
record UnaryEvaluator(DoubleUnaryOperator reals, LongUnaryOperator integers) implements Evaluator {
  UnaryEvaluator(DoubleUnaryOperator reals) {
    this(reals, null);
  }

  UnaryEvaluator integers(LongUnaryOperator function) {
    return new UnaryEvaluator(reals, function);
  }

  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 1);
    Tensor x = in.get(0);
    if (!Elements.isReal(x.type()) && integers == null) {
      throw node.fail(OnnxError.MISFIT, "it takes floating-point values, not " + x.type());
    }
    Tensor out = Elements.make(node, state, x.type(), x.shape());
    for (int i = 0; i < x.shape().elements(); i++) {
      if (Elements.isReal(x.type())) {
        Elements.set(out, i, reals.applyAsDouble(Elements.real(x, i)));
      } else {
        Elements.set(out, i, integers.applyAsLong(Elements.integer(x, i)));
      }
    }
    return out;
  }
}
