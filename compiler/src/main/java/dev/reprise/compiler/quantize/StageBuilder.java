package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.op.QConstant;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Collects the integer nodes. The codes of a value of the float graph have that value's name; what lies between has names of its own. */
final class StageBuilder {
  private final Graph graph;
  private final FixedParameters fixed;
  private final Map<String, QParams> parameters;
  private final List<QNode> nodes = new ArrayList<>();
  private final Map<String, QTensor> tensors = new LinkedHashMap<>();

  StageBuilder(Graph graph, FixedParameters fixed, Map<String, QParams> parameters) {
    this.graph = graph;
    this.fixed = fixed;
    this.parameters = parameters;
    String input = graph.inputs().get(0);
    tensors.put(input, tensor(input, graph.shape(input), parameters.get(input)));
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

  /** Appends the codes of a constant and gives their name. */
  String constant(Layer reader, String role, Tensor values, QParams p) {
    byte[] codes = new byte[values.shape().elements()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) p.code(values.floats()[i]);
    }
    return intermediate(reader, role, new QConstant(codes), List.of(), values.shape(), p);
  }

  /** Appends an operation inside {@code layer}, {@code role} telling its results apart, and gives their name. */
  String intermediate(Layer layer, String role, QOp op, List<String> inputs, Shape shape, QParams p) {
    String name = layer.output() + ":" + role;
    while (tensors.containsKey(name) || graph.type(name) != null) {
      name += "'";
    }
    add(name, op, inputs, tensor(name, shape, p), layer);
    return name;
  }

  /** Ends {@code layer} with an operation whose codes are in {@code produced}; a table follows where the value's parameters differ. */
  void finish(Layer layer, QOp op, List<String> inputs, QParams produced) {
    String value = layer.output();
    Shape shape = graph.shape(value);
    QParams wanted = parameters.get(value);
    if (produced.equals(wanted)) {
      add(layer.node().name(), op, inputs, tensor(value, shape, produced), layer);
    } else {
      String unscaled = intermediate(layer, "unscaled", op, inputs, shape, produced);
      add(layer.node().name(), table(produced, wanted, x -> x), List.of(unscaled), tensor(value, shape, wanted), layer);
    }
  }

  /** {@code value} with the parameters {@code p}: itself, or through a table. */
  String rescaled(String value, QParams p, Layer reader) {
    QParams own = parameters(value);
    if (own.equals(p)) {
      return value;
    }
    return intermediate(reader, "from:" + value, table(own, p, x -> x), List.of(value), graph.shape(value), p);
  }

  /** The table of {@code f} (docs/numerics.md, N6.6). */
  static QTable table(QParams from, QParams to, DoubleUnaryOperator f) {
    byte[] table = new byte[QParams.MAX_CODE + 1];
    for (int q = 0; q < table.length; q++) {
      table[q] = (byte) to.code(f.applyAsDouble(from.real(q)));
    }
    return new QTable(table);
  }

  QGraph build() {
    return new QGraph(graph.inputs().get(0), graph.outputs().get(0), nodes, tensors);
  }

  private void add(String node, QOp op, List<String> inputs, QTensor output, Layer source) {
    nodes.add(new QNode(node, op, inputs, output.name(), source.node().name()));
    tensors.put(output.name(), output);
  }

  private static QTensor tensor(String name, Shape shape, QParams p) {
    return new QTensor(name, shape, p.scale(), p.zeroPoint());
  }
}
