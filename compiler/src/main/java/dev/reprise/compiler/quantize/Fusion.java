package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** Groups the nodes of a canonical float graph into layers: clamps go into the operator before them, pointwise chains become one function. */
final class Fusion {
  private final Graph graph;
  private final FixedParameters fixed;
  private final Map<String, List<Node>> consumers;
  private final Set<Node> taken = new HashSet<>();

  private Fusion(Graph graph, FixedParameters fixed) {
    this.graph = graph;
    this.fixed = fixed;
    this.consumers = graph.consumers();
  }

  /**
   * The layers of {@code graph}, in node order.
   *
   * @throws RepriseException where an operator has no integer form
   */
  static List<Layer> layers(Graph graph, FixedParameters fixed) {
    return new Fusion(graph, fixed).run();
  }

  private List<Layer> run() {
    List<Layer> layers = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (taken.add(node)) {
        layers.add(layer(node));
      }
    }
    return layers;
  }

  private Layer layer(Node node) {
    if (Pointwise.is(graph, node)) {
      return new Layer(follow(node, false), Layer.Kind.POINTWISE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    Layer.Kind kind = kind(node);
    if (kind != Layer.Kind.REQUANTIZING) {
      return new Layer(List.of(node), kind, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    List<Node> nodes = follow(node, true);
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (Node clamp : nodes.subList(1, nodes.size())) {
      DoubleUnaryOperator f = Pointwise.function(graph, clamp);
      low = f.applyAsDouble(low);
      high = f.applyAsDouble(high);
    }
    return new Layer(nodes, kind, low, high);
  }

  private Layer.Kind kind(Node node) {
    Op op = node.op();
    if (op instanceof Concat || (op instanceof Pad pad && pad.value() != 0)) {
      return Layer.Kind.JOINING;
    } else if (op instanceof MaxPool || op instanceof Reshape || op instanceof Transpose || op instanceof Pad) {
      return Layer.Kind.MOVING;
    } else if (op instanceof Conv
        || op instanceof Linear
        || op instanceof AveragePool
        || op instanceof Add
        || op instanceof Sub
        || op instanceof Mul
        || op instanceof Div) {
      return Layer.Kind.REQUANTIZING;
    }
    throw RepriseException.of(QuantizationError.OPERATOR, "node '" + node.name() + "'", op.kind(), "");
  }

  private List<Node> follow(Node head, boolean clampsOnly) {
    List<Node> nodes = new ArrayList<>(List.of(head));
    String value = head.output();
    while (true) {
      List<Node> readers = consumers.getOrDefault(value, List.of());
      if (readers.size() != 1 || graph.outputs().contains(value)) {
        return nodes;
      }
      Node next = readers.get(0);
      boolean fits = clampsOnly ? Pointwise.isClamp(next) : Pointwise.is(graph, next);
      if (!fits || !passable(value, next.output(), clampsOnly)) {
        return nodes;
      }
      taken.add(next);
      nodes.add(next);
      value = next.output();
    }
  }

  /** A value whose codes the imported model fixes may vanish only inside a clamp that keeps the same codes. */
  private boolean passable(String value, String next, boolean clamp) {
    return fixed.get(value) == null || (clamp && fixed.get(value).equals(fixed.get(next)));
  }
}
