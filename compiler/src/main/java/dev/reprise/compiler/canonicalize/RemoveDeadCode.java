package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes whose results nobody reads go, and the constants only they read. Graph inputs stay. */
final class RemoveDeadCode implements Pass {
  @Override
  public String name() {
    return "remove-dead-code";
  }

  @Override
  public Graph run(Graph graph) {
    Set<String> live = new HashSet<>(graph.outputs());
    List<Node> kept = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(live::contains)) {
        live.addAll(node.inputs());
        kept.add(0, node);
      }
    }
    boolean constantsLive = live.containsAll(graph.constants().keySet());
    if (kept.size() == graph.nodes().size() && constantsLive) {
      return graph;
    }
    Map<String, Tensor> constants = new LinkedHashMap<>(graph.constants());
    constants.keySet().retainAll(live);
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    graph.inputs().forEach(i -> inputs.put(i, graph.type(i)));
    return Graph.inferred(graph.name(), inputs, graph.outputs(), kept, constants);
  }
}
