package dev.reprise.compiler.split;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts a canonical graph. */
public final class Split {
  private Split() {}

  /**
   * @param graph canonical, one input and one output
   * @param point one of {@link Splits#legal}
   * @throws dev.reprise.compiler.diag.RepriseException RP1124 where the model does not end in one row of logits
   */
  public static SplitModel at(Graph graph, SplitPoint point) {
    Classifier classifier = Classifier.of(graph);
    Graph body = classifier.graph();
    Graph frozen = between(body, body.inputs().get(0), point.value(), graph.name() + "_frozen");
    Graph adaptive = between(body, point.value(), classifier.logits(), graph.name() + "_adaptive");
    return new SplitModel(frozen, adaptive, classifier.head());
  }

  /** The part of {@code graph} that leads from value {@code from} to value {@code to}, with the constants it reads. */
  private static Graph between(Graph graph, String from, String to, String name) {
    Set<String> needed = new LinkedHashSet<>(List.of(to));
    List<Node> nodes = new ArrayList<>();
    for (int k = graph.nodes().size() - 1; k >= 0; k--) {
      Node node = graph.nodes().get(k);
      boolean makesStart = node.outputs().contains(from);
      if (!makesStart && node.outputs().stream().anyMatch(needed::contains)) {
        nodes.add(0, node);
        needed.addAll(node.inputs());
      }
    }
    Map<String, Tensor> constants = new LinkedHashMap<>(graph.constants());
    constants.keySet().retainAll(needed);
    Map<String, TensorType> inputs = new LinkedHashMap<>(Map.of(from, graph.type(from)));
    return Graph.inferred(name, inputs, List.of(to), from.equals(to) ? List.of() : nodes, constants);
  }
}
