package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;

/** Mod: the remainder has the divisor's sign, or with {@code fmod} the dividend's; floating values have the latter only. */
final class ModEvaluator implements Evaluator {
  private static final BinaryEvaluator FMOD = new BinaryEvaluator((a, b) -> a % b, (a, b) -> a % b);
  private static final BinaryEvaluator FLOOR = new BinaryEvaluator((a, b) -> a - Math.floor(a / b) * b, Math::floorMod);

  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(2, 2);
    boolean fmod = node.flag("fmod", false);
    if (!fmod && Elements.isReal(in.get(0).type())) {
      throw node.fail(OnnxError.ATTRIBUTE, "fmod", "must be 1 for floating-point values");
    }
    return (fmod ? FMOD : FLOOR).evaluate(node, in, state);
  }
}
