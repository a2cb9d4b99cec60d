package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.List;

/** Reshape, Flatten, Squeeze, Unsqueeze and Identity: the same elements under the shape of a rule. */
record ReshapeEvaluator(StaticShapes.Rule rule) implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 2);
    return in.get(0).reshaped(rule.apply(node, state, in.get(0).shape()));
  }
}
