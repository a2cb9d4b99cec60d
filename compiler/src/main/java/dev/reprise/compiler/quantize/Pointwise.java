package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import java.util.function.DoubleUnaryOperator;

/** Nodes that apply one function of one variable to every element, in double (docs/numerics.md, N6.6). */
final class Pointwise {
  private Pointwise() {}

  /** Whether {@code node} is such a function of its non-constant input. */
  static boolean is(Graph graph, Node node) {
    return function(graph, node) != null;
  }

  /** Whether {@code node} clamps, so that an accumulating operator can absorb it. */
  static boolean isClamp(Node node) {
    return node.op() instanceof Relu || node.op() instanceof Clip;
  }

  /** The non-constant input of a pointwise node. */
  static String argument(Graph graph, Node node) {
    return graph.isConstant(node.input(0)) ? node.input(1) : node.input(0);
  }

  /** The function of {@code node}, or null where it is not pointwise. */
  static DoubleUnaryOperator function(Graph graph, Node node) {
    Op op = node.op();
    if (op instanceof Relu) {
      return x -> Math.max(x, 0);
    } else if (op instanceof LeakyRelu leaky) {
      return x -> x < 0 ? x * leaky.alpha() : x;
    } else if (op instanceof Clip clip) {
      return x -> Math.min(Math.max(x, clip.min()), clip.max());
    } else if (op instanceof Sigmoid) {
      return x -> 1 / (1 + Math.exp(-x));
    } else if (op instanceof Tanh) {
      return Math::tanh;
    } else if (op instanceof HardSigmoid hard) {
      return x -> unit(x * hard.alpha() + hard.beta());
    } else if (op instanceof HardSwish) {
      return x -> x * unit(x / 6 + 0.5);
    }
    return withScalar(graph, node);
  }

  private static double unit(double x) {
    return Math.min(Math.max(x, 0), 1);
  }

  private static DoubleUnaryOperator withScalar(Graph graph, Node node) {
    Op op = node.op();
    if (!(op instanceof Add || op instanceof Sub || op instanceof Mul || op instanceof Div)) {
      return null;
    }
    boolean first = graph.isConstant(node.input(0));
    String constant = node.input(first ? 0 : 1);
    String argument = node.input(first ? 1 : 0);
    if (!graph.isConstant(constant)
        || graph.isConstant(argument)
        || graph.shape(constant).elements() != 1
        || !graph.shape(argument).equals(graph.shape(node.output()))) {
      return null;
    }
    double c = graph.constant(constant).floats()[0];
    if (op instanceof Add) {
      return x -> x + c;
    } else if (op instanceof Mul) {
      return x -> x * c;
    } else if (op instanceof Sub) {
      return first ? x -> c - x : x -> x - c;
    }
    return first ? x -> c / x : x -> x / c;
  }
}
