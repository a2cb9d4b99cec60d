package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MatMul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.List;
import java.util.Locale;

/**
 * Whether a canonical graph is a learner: one input, one output, float activations with batch 1 on axis 0 that nothing touches, constant
 * weights, and only operators that the later stages have kernels for.
 */
public final class LearnerCheck {
  private LearnerCheck() {}

  /** @throws RepriseException RP1101 to RP1107, at the first offence in node order */
  public static void check(Graph graph) {
    checkSingle(graph, graph.inputs(), CanonicalizeError.SEVERAL_INPUTS);
    checkSingle(graph, graph.outputs(), CanonicalizeError.SEVERAL_OUTPUTS);
    checkActivation(graph, "input '" + graph.inputs().get(0) + "'", graph.inputs().get(0));
    for (Node node : graph.nodes()) {
      checkNode(graph, node);
      for (String output : node.outputs()) {
        checkActivation(graph, place(node), output);
      }
    }
  }

  private static void checkSingle(Graph graph, List<String> values, CanonicalizeError otherwise) {
    if (values.size() != 1) {
      throw RepriseException.of(otherwise, place(graph), values.size(), String.join(", ", values));
    }
  }

  private static void checkActivation(Graph graph, String place, String value) {
    if (graph.type(value).type() != DType.F32) {
      throw RepriseException.of(CanonicalizeError.ELEMENT_TYPE, place, value, graph.type(value).type().name().toLowerCase(Locale.ROOT));
    }
    Shape shape = graph.shape(value);
    if (shape.rank() == 0 || shape.dim(0) != 1) {
      throw RepriseException.of(CanonicalizeError.BATCH_AXIS, place, value, shape);
    }
    if (shape.elements() == 0) {
      throw RepriseException.of(CanonicalizeError.EMPTY_VALUE, place, value, shape);
    }
  }

  private static void checkNode(Graph graph, Node node) {
    Op op = node.op();
    if (op instanceof Conv || op instanceof Linear || op instanceof Gemm || op instanceof MatMul) {
      for (int i = 1; i < node.inputs().size(); i++) {
        if (node.hasInput(i) && !graph.isConstant(node.input(i)) && !(op instanceof MatMul)) {
          throw RepriseException.of(CanonicalizeError.DYNAMIC_WEIGHTS, place(node), node.input(i));
        }
      }
    }
    String reason = reason(graph, node);
    if (reason != null) {
      throw RepriseException.of(CanonicalizeError.OPERATOR_NOT_COMPILED, place(node), op.kind(), reason);
    }
    if (touchesBatch(op)) {
      throw RepriseException.of(CanonicalizeError.BATCH_AXIS, place(node), node.output(), graph.shape(node.output()));
    }
  }

  /** Why {@code node} has no place in a canonical graph, or null. */
  private static String reason(Graph graph, Node node) {
    Op op = node.op();
    if (op instanceof MatMul) {
      return "only a product with a constant matrix on the right is a layer";
    } else if (op instanceof Gemm) {
      return "its matrix C is not the same for every row";
    } else if (op instanceof BatchNormalization) {
      return "its parameters are not constant or its input has no channel axis";
    } else if (op instanceof ReduceMean) {
      return "it averages over the batch";
    } else if (op instanceof GlobalAveragePool) {
      return "its input has no spatial axes";
    } else if (op instanceof Conv conv && conv.window().spatialRank() != 2) {
      return "only 1-D and 2-D windows are known";
    } else if (op instanceof Identity) {
      return "the model's input is its output";
    }
    boolean constant = !node.inputs().isEmpty() && node.inputs().stream().allMatch(i -> i.isEmpty() || graph.isConstant(i));
    return constant ? "all its inputs are constant and it was not folded" : null;
  }

  private static boolean touchesBatch(Op op) {
    return (op instanceof Concat concat && concat.axis() == 0)
        || (op instanceof Softmax softmax && softmax.axis() == 0)
        || (op instanceof LogSoftmax logSoftmax && logSoftmax.axis() == 0)
        || (op instanceof Transpose transpose && transpose.perm().get(0) != 0)
        || (op instanceof Pad pad && (pad.begin().get(0) != 0 || pad.end().get(0) != 0));
  }

  private static String place(Graph graph) {
    return "graph '" + graph.name() + "'";
  }

  private static String place(Node node) {
    return "node '" + node.name() + "' (" + node.op().kind() + ")";
  }
}
