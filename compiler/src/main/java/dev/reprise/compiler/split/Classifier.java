package dev.reprise.compiler.split;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.learn.LearnerModel.Head;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of a model: its logits, and the Softmax or LogSoftmax behind them, which training replaces by the cross-entropy of the logits.
 *
 * @param graph the graph with one more Reshape where the logits are not [1, classes] by themselves
 * @param logits [1, classes]
 */
record Classifier(Graph graph, String logits, Head head) {

  /** @throws RepriseException RP1124 */
  static Classifier of(Graph graph) {
    String output = graph.outputs().get(0);
    Node last = graph.producer(beforeReshapes(graph, output));
    Head head = Head.NONE;
    String logits = output;
    if (last != null && isOverOneRow(last.op(), graph.shape(last.output()))) {
      head = last.op() instanceof Softmax ? Head.SOFTMAX : Head.LOG_SOFTMAX;
      logits = last.input(0);
    }
    int classes = graph.shape(logits).elements();
    if (classes < 2 || !isRow(graph.shape(logits))) {
      throw RepriseException.of(SplitError.HEAD_SHAPE, "output '" + output + "'", graph.shape(logits));
    }
    Shape row = Shape.of(1, classes);
    if (graph.shape(logits).equals(row)) {
      return new Classifier(graph, logits, head);
    }
    String base = beforeReshapes(graph, logits);
    return graph.shape(base).equals(row) ? new Classifier(graph, base, head) : reshaped(graph, base, row, head);
  }

  private static Classifier reshaped(Graph graph, String base, Shape row, Head head) {
    String logits = base + "_logits";
    List<Node> nodes = new ArrayList<>(graph.nodes());
    Node reshape = new Node(logits, new Reshape(row), List.of(base), logits);
    nodes.add(nodes.indexOf(graph.producer(base)) + 1, reshape);
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    graph.inputs().forEach(i -> inputs.put(i, graph.type(i)));
    return new Classifier(Graph.inferred(graph.name(), inputs, List.of(logits), nodes, graph.constants()), logits, head);
  }

  private static String beforeReshapes(Graph graph, String value) {
    String v = value;
    for (Node p = graph.producer(v); p != null && p.op() instanceof Reshape; p = graph.producer(v)) {
      v = p.input(0);
    }
    return v;
  }

  private static boolean isOverOneRow(Op op, Shape shape) {
    int axis = op instanceof Softmax softmax ? softmax.axis() : op instanceof LogSoftmax logSoftmax ? logSoftmax.axis() : -1;
    return axis >= 0 && shape.dim(axis) == shape.elements();
  }

  /** At most one dimension is not 1. */
  private static boolean isRow(Shape shape) {
    int n = shape.elements();
    for (int d : shape.dims()) {
      if (d != 1 && d != n) {
        return false;
      }
    }
    return true;
  }
}
