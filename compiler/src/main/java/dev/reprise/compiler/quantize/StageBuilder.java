package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.op.QConstant;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QReshape;
import dev.reprise.compiler.quantize.op.QTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Collects the integer nodes. A value of the float graph may exist twice: in its own shape, and, where that is [1, C, L], as the plane
 * [1, C, 1, L] that the window operators use; the other form is made, by a reshape, only when it is asked for.
 */
final class StageBuilder {
  private final Graph graph;
  private final FixedParameters fixed;
  private final Map<String, QParams> parameters;
  private final List<QNode> nodes = new ArrayList<>();
  private final Map<String, QTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> natural = new HashMap<>();
  private final Map<String, String> planes = new HashMap<>();

  StageBuilder(Graph graph, FixedParameters fixed, Map<String, QParams> parameters) {
    this.graph = graph;
    this.fixed = fixed;
    this.parameters = parameters;
    String input = graph.inputs().get(0);
    tensors.put(input, tensor(input, graph.shape(input), parameters.get(input)));
    natural.put(input, input);
  }

  Graph graph() {
    return graph;
  }

  FixedParameters fixed() {
    return fixed;
  }

  /** Parameters that {@code value}'s codes have. */
  QParams parameters(String value) {
    return parameters.get(value);
  }

  /** The tensor of {@code value} in its own shape. */
  String natural(String value) {
    return natural.computeIfAbsent(value, v -> reshaped(planes.get(v), v, graph.shape(v), v));
  }

  /** The tensor of {@code value} with two spatial axes: [1, C, H, W]. */
  String plane(String value) {
    if (graph.shape(value).rank() != 3) {
      return natural(value);
    }
    return planes.computeIfAbsent(value, v -> reshaped(natural.get(v), v + ":2d", planeShape(v), v));
  }

  /** The shape of {@link #plane}. */
  Shape planeShape(String value) {
    Shape s = graph.shape(value);
    return s.rank() == 3 ? Shape.of(s.dim(0), s.dim(1), 1, s.dim(2)) : s;
  }

  /** The codes of a float constant, broadcast to nothing: in its own shape. */
  String constant(String name, Tensor values, QParams p) {
    byte[] codes = new byte[values.shape().elements()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) p.code(values.floats()[i]);
    }
    return add(name, new QConstant(codes), List.of(), tensor(name, values.shape(), p), name);
  }

  /** A tensor of {@code shape} between two integer nodes of one layer. */
  String intermediate(String name, QOp op, List<String> inputs, Shape shape, QParams p, Layer layer) {
    return add(name, op, inputs, tensor(name, shape, p), layer.node().name());
  }

  /** Ends {@code layer} with an operation whose codes are in {@code produced}; a table follows where the value's parameters differ. */
  void finish(Layer layer, QOp op, List<String> inputs, QParams produced) {
    String value = layer.output();
    natural.put(value, finish(layer, op, inputs, produced, value, graph.shape(value)));
  }

  /** As {@link #finish(Layer, QOp, List, QParams)}, for an operation on [1, C, H, W]. */
  void finishPlane(Layer layer, QOp op, List<String> inputs, QParams produced) {
    String value = layer.output();
    if (graph.shape(value).rank() == 3) {
      planes.put(value, finish(layer, op, inputs, produced, value + ":2d", planeShape(value)));
    } else {
      finish(layer, op, inputs, produced);
    }
  }

  private String finish(Layer layer, QOp op, List<String> inputs, QParams produced, String name, Shape shape) {
    String source = layer.node().name();
    QParams wanted = parameters.get(layer.output());
    if (produced.equals(wanted)) {
      return add(source, op, inputs, tensor(name, shape, produced), source);
    }
    String wide = add(source, op, inputs, tensor(name + ":wide", shape, produced), source);
    return table(source + ":rescale", wide, name, shape, produced, wanted, x -> x, source);
  }

  /** The layer's value is another value, unchanged. */
  void alias(Layer layer, String value) {
    QParams from = parameters(value);
    QParams to = parameters(layer.output());
    String name = layer.output();
    String source = layer.node().name();
    natural.put(
        name,
        from.equals(to) ? natural(value) : table(source, natural(value), name, graph.shape(name), from, to, x -> x, source));
  }

  /** {@code value} with the parameters {@code p}: itself, or through a table. */
  String rescaled(String value, QParams p, Layer reader) {
    if (parameters(value).equals(p)) {
      return natural(value);
    }
    String name = value + ":for:" + reader.node().name();
    if (!tensors.containsKey(name)) {
      table(name, natural(value), name, graph.shape(value), parameters(value), p, x -> x, reader.node().name());
    }
    return name;
  }

  /** Ends {@code layer} with the table of {@code f} on the codes of {@code value}. */
  void tableLayer(Layer layer, String value, DoubleUnaryOperator f) {
    String y = layer.output();
    String source = layer.node().name();
    natural.put(y, table(source, natural(value), y, graph.shape(y), parameters(value), parameters(y), f, source));
  }

  /** Appends a table of {@code f} (docs/numerics.md, N6.6). */
  private String table(
      String node, String input, String output, Shape shape, QParams from, QParams to, DoubleUnaryOperator f, String source) {
    byte[] table = new byte[QParams.MAX_CODE + 1];
    for (int q = 0; q < table.length; q++) {
      table[q] = (byte) to.code(f.applyAsDouble(from.real(q)));
    }
    return add(node, new QTable(table), List.of(input), tensor(output, shape, to), source);
  }

  QGraph build() {
    String output = natural(graph.outputs().get(0));
    return new QGraph(graph.inputs().get(0), output, nodes, tensors);
  }

  /** The integer tensor of each float value that has one, in node order. */
  Map<String, String> floatValues() {
    Map<String, String> map = new LinkedHashMap<>();
    parameters.keySet().forEach(v -> map.put(v, natural.getOrDefault(v, planes.get(v))));
    return map;
  }

  private String reshaped(String from, String name, Shape shape, String value) {
    QTensor t = tensors.get(from);
    QTensor to = new QTensor(name, shape, t.scale(), t.zeroPoint());
    return add(name + ":view", new QReshape(), List.of(from), to, value);
  }

  private String add(String node, QOp op, List<String> inputs, QTensor output, String source) {
    nodes.add(new QNode(node, op, inputs, output.name(), source));
    tensors.put(output.name(), output);
    return output.name();
  }

  private static QTensor tensor(String name, Shape shape, QParams p) {
    return new QTensor(name, shape, p.scale(), p.zeroPoint());
  }
}
