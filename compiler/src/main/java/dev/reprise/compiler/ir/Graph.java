package dev.reprise.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dataflow graph in topological order. Immutable; passes build a new one. All iteration orders are defined (node order, insertion order).
 *
 * @param inputs names of the graph inputs, in order
 * @param outputs names of the graph outputs, in order
 * @param nodes topologically sorted
 * @param constants weights and other constants by name
 * @param types type of every value: inputs, constants and node outputs
 */
public record Graph(
    String name, List<String> inputs, List<String> outputs, List<Node> nodes, Map<String, Tensor> constants, Map<String, TensorType> types) {

  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /** A graph whose node output types are inferred from the operators. */
  public static Graph inferred(
      String name, Map<String, TensorType> inputs, List<String> outputs, List<Node> nodes, Map<String, Tensor> constants) {
    Map<String, TensorType> types = new LinkedHashMap<>(inputs);
    constants.forEach((n, t) -> types.put(n, t.tensorType()));
    for (Node node : nodes) {
      List<TensorType> in = new ArrayList<>();
      for (String i : node.inputs()) {
        in.add(i.isEmpty() ? null : types.get(i));
      }
      List<TensorType> out = node.op().infer(in);
      for (int k = 0; k < node.outputs().size(); k++) {
        types.put(node.outputs().get(k), out.get(k));
      }
    }
    return new Graph(name, List.copyOf(inputs.keySet()), outputs, nodes, constants, types);
  }

  public TensorType type(String value) {
    return types.get(value);
  }

  public Shape shape(String value) {
    return types.get(value).shape();
  }

  public boolean isConstant(String value) {
    return constants.containsKey(value);
  }

  public Tensor constant(String value) {
    return constants.get(value);
  }

  /** The node that makes {@code value}, or null for inputs and constants. */
  public Node producer(String value) {
    for (Node n : nodes) {
      if (n.outputs().contains(value)) {
        return n;
      }
    }
    return null;
  }

  /** Nodes that read each value, in node order; a node that reads a value twice appears once. */
  public Map<String, List<Node>> consumers() {
    Map<String, List<Node>> map = new TreeMap<>();
    for (Node n : nodes) {
      n.inputs().stream().filter(i -> !i.isEmpty()).distinct().forEach(i -> map.computeIfAbsent(i, k -> new ArrayList<>()).add(n));
    }
    return map;
  }
}
