package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph as text, for tests and bug reports. One declaration per line, in graph order; {@code #} starts a comment line:
 *
 * <pre>
 * graph g
 * input x f32[1x2x4x4]
 * constant w f32[1x2x1x1] 1.0 -0.5
 * y f32[1x1x4x4] = Conv(x, w) kernel=[1,1] @ conv1
 * output y
 * </pre>
 *
 * A name that is not made of letters, digits and {@code _ . / : -} stands in double quotes; an absent optional input is {@code ""}. The
 * type after a node's output may be left out when parsing. Constants: see {@link ConstantText}; attributes: see {@link OpText}.
 */
public final class GraphText {
  private GraphText() {}

  public static String print(Graph graph) {
    StringBuilder s = new StringBuilder("graph ").append(LineScanner.quote(graph.name())).append('\n');
    for (String input : graph.inputs()) {
      s.append("input ").append(LineScanner.quote(input)).append(' ').append(graph.type(input)).append('\n');
    }
    graph.constants().forEach((name, tensor) -> s.append("constant " + LineScanner.quote(name) + " " + ConstantText.print(tensor) + "\n"));
    for (Node node : graph.nodes()) {
      s.append(printNode(graph, node)).append('\n');
    }
    for (String output : graph.outputs()) {
      s.append("output ").append(LineScanner.quote(output)).append('\n');
    }
    return s.toString();
  }

  private static String printNode(Graph graph, Node node) {
    List<String> outputs = node.outputs().stream().map(o -> LineScanner.quote(o) + " " + graph.type(o)).toList();
    List<String> inputs = node.inputs().stream().map(LineScanner::quote).toList();
    String attributes = OpText.print(node.op());
    return String.join(", ", outputs)
        + " = "
        + node.op().kind()
        + "("
        + String.join(", ", inputs)
        + ")"
        + (attributes.isEmpty() ? "" : " " + attributes)
        + " @ "
        + LineScanner.quote(node.name());
  }

  /**
   * Reads what {@link #print} wrote, or a hand-written graph.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  public static Graph parse(String text) {
    String name = "";
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    Map<String, Tensor> constants = new LinkedHashMap<>();
    List<Node> nodes = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, TensorType> declared = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList()) {
      LineScanner in = new LineScanner(line);
      if (in.accept("graph")) {
        name = in.name();
      } else if (in.accept("input")) {
        inputs.put(in.name(), ConstantText.type(in));
      } else if (in.accept("constant")) {
        constants.put(in.name(), ConstantText.parse(in));
      } else if (in.accept("output")) {
        outputs.add(in.name());
      } else {
        nodes.add(parseNode(in, declared));
      }
      in.end();
    }
    Graph graph = Graph.inferred(name, inputs, outputs, nodes, constants);
    declared.forEach(
        (value, type) -> {
          if (!type.equals(graph.type(value))) {
            throw new IllegalArgumentException(value + " is declared " + type + " but is " + graph.type(value));
          }
        });
    return graph;
  }

  private static Node parseNode(LineScanner in, Map<String, TensorType> declared) {
    List<String> outputs = new ArrayList<>();
    do {
      String output = in.name();
      outputs.add(output);
      if (!in.peek("=") && !in.peek(",")) {
        declared.put(output, ConstantText.type(in));
      }
    } while (in.accept(","));
    in.expect("=");
    String kind = in.name();
    in.expect("(");
    List<String> inputs = new ArrayList<>();
    while (!in.accept(")")) {
      inputs.add(in.name());
      if (!in.peek(")")) {
        in.expect(",");
      }
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    String name = outputs.get(0);
    while (!in.atEnd()) {
      if (in.accept("@")) {
        name = in.name();
      } else {
        String key = in.name();
        in.expect("=");
        attributes.put(key, in.word());
      }
    }
    Op op = OpText.parse(kind, attributes);
    return new Node(name, op, inputs, outputs);
  }
}
