package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.StaticShapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The operators that import can evaluate. */
public final class Folding {
  private static final Map<String, Evaluator> EVALUATORS = new TreeMap<>();

  static {
    EVALUATORS.put("Constant", new ConstantEvaluator());
    EVALUATORS.put("Shape", ShapeEvaluators::shape);
    EVALUATORS.put("Size", ShapeEvaluators::size);
    EVALUATORS.put("Identity", new ReshapeEvaluator((node, state, from) -> from));
    EVALUATORS.put("Reshape", new ReshapeEvaluator(StaticShapes::reshape));
    EVALUATORS.put("Flatten", new ReshapeEvaluator(StaticShapes::flatten));
    EVALUATORS.put("Squeeze", new ReshapeEvaluator(StaticShapes::squeeze));
    EVALUATORS.put("Unsqueeze", new ReshapeEvaluator(StaticShapes::unsqueeze));
    EVALUATORS.put("Add", new BinaryEvaluator(Double::sum, Long::sum));
    EVALUATORS.put("Sub", new BinaryEvaluator((a, b) -> a - b, (a, b) -> a - b));
    EVALUATORS.put("Mul", new BinaryEvaluator((a, b) -> a * b, (a, b) -> a * b));
    EVALUATORS.put("Div", new BinaryEvaluator((a, b) -> a / b, (a, b) -> a / b));
    EVALUATORS.put("Mod", new ModEvaluator());
    EVALUATORS.put("Min", new BinaryEvaluator(Math::min, Math::min).variadic());
    EVALUATORS.put("Max", new BinaryEvaluator(Math::max, Math::max).variadic());
    EVALUATORS.put("Equal", new BinaryEvaluator((a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0).comparison());
    EVALUATORS.put("Greater", new BinaryEvaluator((a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0).comparison());
    EVALUATORS.put("Less", new BinaryEvaluator((a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0).comparison());
    EVALUATORS.put("Floor", new UnaryEvaluator(Math::floor));
    EVALUATORS.put("Ceil", new UnaryEvaluator(Math::ceil));
    EVALUATORS.put("Sqrt", new UnaryEvaluator(Math::sqrt));
    EVALUATORS.put("Neg", new UnaryEvaluator(x -> -x).integers(x -> -x));
    EVALUATORS.put("Cast", new CastEvaluator());
    EVALUATORS.put("Where", new WhereEvaluator());
    EVALUATORS.put("Gather", new GatherEvaluator());
    EVALUATORS.put("Slice", new SliceEvaluator());
    EVALUATORS.put("Concat", new ConcatEvaluator());
    EVALUATORS.put("Transpose", new TransposeEvaluator());
    EVALUATORS.put("Expand", new ExpandEvaluator());
    EVALUATORS.put("Range", new RangeEvaluator());
    EVALUATORS.put("ConstantOfShape", new ConstantOfShapeEvaluator());
    EVALUATORS.put("ReduceProd", new ReduceEvaluator((a, b) -> a * b, (a, b) -> a * b, 1));
    EVALUATORS.put("ReduceSum", new ReduceEvaluator(Double::sum, Long::sum, 0));
  }

  private Folding() {}

  /** Whether the operator can be evaluated at all. */
  public static boolean knows(String operator) {
    return EVALUATORS.containsKey(operator);
  }

  /** The operators, sorted. */
  public static Set<String> operators() {
    return Collections.unmodifiableSet(EVALUATORS.keySet());
  }

  /** The node's output, or null where its operator cannot be evaluated or an input is not known. */
  public static Tensor evaluate(OnnxNode node, ImportState state) {
    Evaluator evaluator = node.domain().isEmpty() ? EVALUATORS.get(node.type()) : null;
    boolean needsData = !node.type().equals("Shape") && !node.type().equals("Size");
    if (evaluator == null || (needsData && node.inputs().stream().anyMatch(i -> !i.isEmpty() && !state.isConstant(i)))) {
      return null;
    }
    List<Tensor> in = new ArrayList<>();
    if (needsData) {
      for (int i = 0; i < node.inputs().size(); i++) {
        in.add(state.constantInput(node, i));
      }
    }
    return evaluator.evaluate(node, in, state);
  }
}
