package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph being rewritten. Node order stays topological as long as a replacement stands where the replaced node stood and reads only what
 * was made before it. Names of graph inputs and outputs never change.
 */
final class GraphEditor {
  private final Graph original;
  private final List<Node> nodes;
  private final Map<String, Tensor> constants;
  private final Map<String, TensorType> types;

  GraphEditor(Graph graph) {
    original = graph;
    nodes = new ArrayList<>(graph.nodes());
    constants = new LinkedHashMap<>(graph.constants());
    types = new LinkedHashMap<>(graph.types());
  }

  /** The nodes as they are now; a copy. */
  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  boolean contains(Node node) {
    return nodes.contains(node);
  }

  Shape shape(String value) {
    return types.get(value).shape();
  }

  TensorType type(String value) {
    return types.get(value);
  }

  boolean isConstant(String value) {
    return constants.containsKey(value);
  }

  boolean isFloatConstant(String value) {
    return isConstant(value) && constant(value).type() == DType.F32;
  }

  Tensor constant(String value) {
    return constants.get(value);
  }

  /** The node that makes {@code value}, or null. */
  Node producer(String value) {
    for (Node n : nodes) {
      if (n.outputs().contains(value)) {
        return n;
      }
    }
    return null;
  }

  /** Nodes that read {@code value}, in node order; each once. */
  List<Node> consumers(String value) {
    return nodes.stream().filter(n -> n.inputs().contains(value)).toList();
  }

  boolean isOutput(String value) {
    return original.outputs().contains(value);
  }

  /** Whether {@code value} is read exactly once, by a node, and is not a graph output: only then may its producer be fused away. */
  boolean usedOnce(String value) {
    return !isOutput(value) && nodes.stream().flatMap(n -> n.inputs().stream()).filter(value::equals).count() == 1;
  }

  /** Puts {@code replacements} where {@code node} stands and infers their types. */
  void replace(Node node, Node... replacements) {
    int at = nodes.indexOf(node);
    nodes.remove(at);
    nodes.addAll(at, List.of(replacements));
    for (Node r : replacements) {
      inferTypes(r);
    }
  }

  void remove(Node node) {
    nodes.remove(node);
  }

  /** Removes the node that makes {@code value}, and in turn what made its inputs, as far as nobody reads them. */
  void removeDead(String value) {
    Node producer = producer(value);
    if (producer == null || producer.outputs().stream().anyMatch(o -> isOutput(o) || !consumers(o).isEmpty())) {
      return;
    }
    remove(producer);
    producer.inputs().forEach(this::removeDead);
  }

  /** Gives {@code value} another shape by a Reshape that stands right before {@code reader}; returns the reshaped value. */
  String reshapeBefore(Node reader, String value, Shape shape) {
    return moveBefore(reader, value, new Reshape(shape));
  }

  /** The like with a Transpose. */
  String transposeBefore(Node reader, String value, List<Integer> perm) {
    return moveBefore(reader, value, new Transpose(perm));
  }

  private String moveBefore(Node reader, String value, Op move) {
    String moved = fresh(value + "_moved");
    Node before = new Node(freshNodeName(reader.name() + "_move_in"), move, List.of(value), moved);
    nodes.add(nodes.indexOf(reader), before);
    inferTypes(before);
    return moved;
  }

  /** {@link #replaceMoved} with a Reshape to the shape that the node's output had. */
  void replaceReshaped(Node node, Op op, List<String> inputs) {
    replaceMoved(node, op, inputs, new Reshape(shape(node.output())));
  }

  /**
   * Replaces {@code node} by {@code op} on {@code inputs}, whose result holds the same elements in another shape or order, and {@code move}
   * (a Reshape or Transpose), which brings it to what it was. The node keeps its name, and the value's name goes with the computation (not
   * with the move, which often cancels), so that a user still finds it; a graph output keeps name and shape.
   */
  void replaceMoved(Node node, Op op, List<String> inputs, Op move) {
    String output = node.output();
    boolean fixed = isOutput(output);
    String computed = fixed ? fresh(output + "_computed") : output;
    String moved = fixed ? output : fresh(output + "_moved");
    Node behind = new Node(freshNodeName(node.name() + "_move_out"), move, List.of(computed), moved);
    if (!fixed) {
      redirect(output, moved);
    }
    replace(node, new Node(node.name(), op, inputs, computed), behind);
  }

  /** A node name not in use, {@code base} itself where it is free. */
  String freshNodeName(String base) {
    Set<String> used = nodes.stream().map(Node::name).collect(Collectors.toSet());
    String name = base;
    for (int i = 1; used.contains(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  private void inferTypes(Node node) {
    List<TensorType> in = new ArrayList<>();
    for (String i : node.inputs()) {
      in.add(i.isEmpty() ? null : types.get(i));
    }
    List<TensorType> out = node.op().infer(in);
    for (int k = 0; k < node.outputs().size(); k++) {
      types.put(node.outputs().get(k), out.get(k));
    }
  }

  /** Makes every node that reads {@code from} read {@code to} instead. Graph outputs stay. */
  private void redirect(String from, String to) {
    for (int i = 0; i < nodes.size(); i++) {
      Node n = nodes.get(i);
      if (n.inputs().contains(from)) {
        nodes.set(i, new Node(n.name(), n.op(), n.inputs().stream().map(v -> v.equals(from) ? to : v).toList(), n.outputs()));
      }
    }
  }

  /**
   * Drops {@code node}, whose output equals {@code value}. Where the output is a graph output its name is kept: the producer of {@code
   * value} takes it over.
   *
   * @return false, with nothing changed, where that is impossible (an input, a constant or another graph output would have to be renamed)
   */
  boolean bypass(Node node, String value) {
    String output = node.output();
    if (!isOutput(output)) {
      remove(node);
      redirect(output, value);
      return true;
    }
    Node producer = producer(value);
    if (producer == null || isOutput(value)) {
      return false;
    }
    remove(node);
    List<String> outputs = producer.outputs().stream().map(o -> o.equals(value) ? output : o).toList();
    nodes.set(nodes.indexOf(producer), new Node(producer.name(), producer.op(), producer.inputs(), outputs));
    types.put(output, types.get(value));
    redirect(value, output);
    return true;
  }

  /** A value name not in use, {@code base} itself where it is free; that of a constant that nothing reads any more is free. */
  String fresh(String base) {
    String name = base;
    for (int i = 1; types.containsKey(name) && !(isConstant(name) && !isOutput(name) && consumers(name).isEmpty()); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /** Adds a constant under {@code base} or a fresh name made from it. */
  String addConstant(String base, Tensor tensor) {
    String name = fresh(base);
    constants.put(name, tensor);
    types.put(name, tensor.tensorType());
    return name;
  }

  /** Makes {@code value}, whose node is gone, a constant. */
  void defineConstant(String value, Tensor tensor) {
    constants.put(value, tensor);
    types.put(value, tensor.tensorType());
  }

  /**
   * A constant that takes the place of {@code old} as an input of {@code node}: under the same name where nothing else reads it (the name
   * of a weight is worth keeping), else as a copy, so that a shared constant is never changed.
   */
  String replaceConstant(Node node, String old, Tensor tensor) {
    List<Node> readers = consumers(old);
    boolean shared = isOutput(old) || readers.size() != 1 || !readers.get(0).equals(node) || !usedOnce(old);
    if (shared) {
      return addConstant(old, tensor);
    }
    constants.put(old, tensor);
    types.put(old, tensor.tensorType());
    return old;
  }

  /** The rewritten graph, without the constants that nothing reads any more. */
  Graph build() {
    Set<String> read = new LinkedHashSet<>(original.outputs());
    nodes.forEach(n -> read.addAll(n.inputs()));
    Map<String, Tensor> kept = new LinkedHashMap<>(constants);
    kept.keySet().retainAll(read);
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    original.inputs().forEach(i -> inputs.put(i, original.type(i)));
    return Graph.inferred(original.name(), inputs, original.outputs(), nodes, kept);
  }
}
