package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;

/** Range: start, start + delta, ... up to the limit, which is not included. */
final class RangeEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(3, 3);
    DType type = Elements.commonType(node, in);
    if (in.stream().anyMatch(t -> t.shape().elements() != 1)) {
      throw node.fail(OnnxError.MISFIT, "start, limit and delta must be scalars");
    }
    double start = Elements.real(in.get(0), 0);
    double delta = Elements.real(in.get(2), 0);
    double count = Math.max(0, Math.ceil((Elements.real(in.get(1), 0) - start) / delta));
    if (delta == 0 || Double.isNaN(count)) {
      throw node.fail(OnnxError.MISFIT, "delta is 0, or a bound is no number");
    }
    Tensor out = Elements.make(node, state, type, StaticShapes.within(node, (long) count));
    for (int i = 0; i < (int) count; i++) {
      if (Elements.isReal(type)) {
        Elements.set(out, i, start + i * delta);
      } else {
        Elements.set(out, i, Elements.integer(in.get(0), 0) + i * Elements.integer(in.get(2), 0));
      }
    }
    return out;
  }
}
