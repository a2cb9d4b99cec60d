package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.AveragePool;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every layer's output its quantization parameters: those that are fixed, else those of the calibrated range, under the equal-scale
 * constraints of moving and joining layers. What joins is requantized into the joint parameters where it is produced, if nothing else reads it.
 */
final class ParameterAssignment {
  private final Graph graph;
  private final Ranges ranges;
  private final FixedParameters fixed;
  private final Map<String, Layer> producers = new HashMap<>();
  private final Map<String, List<Node>> consumers;
  private final Map<String, QParams> joint = new HashMap<>();

  private ParameterAssignment(Graph graph, List<Layer> layers, Ranges ranges, FixedParameters fixed) {
    this.graph = graph;
    this.ranges = ranges;
    this.fixed = fixed;
    this.consumers = graph.consumers();
    layers.forEach(l -> producers.put(l.output(), l));
  }

  /** Parameters of the graph's input and of each layer's output, by value name. */
  static Map<String, QParams> assign(Graph graph, List<Layer> layers, Ranges ranges, FixedParameters fixed) {
    ParameterAssignment a = new ParameterAssignment(graph, layers, ranges, fixed);
    for (int i = layers.size() - 1; i >= 0; i--) {
      a.pushBack(layers.get(i));
    }
    Map<String, QParams> result = new LinkedHashMap<>();
    String input = graph.inputs().get(0);
    result.put(input, a.own(input));
    for (Layer layer : layers) {
      String y = layer.output();
      boolean free = fixed.get(y) == null && !a.joint.containsKey(y);
      QParams x = result.get(layer.node().input(0));
      if (free && layer.kind() == Layer.Kind.MOVING) {
        result.put(y, x);
      } else {
        result.put(y, free && layer.node().op() instanceof AveragePool ? withoutTies(a.wanted(y), x) : a.wanted(y));
      }
    }
    return result;
  }

  /**
   * The mean of an even number of codes of the same scale is often exactly half way between two codes, where N6.1 and ONNX Runtime round
   * differently. A scale that is a hair wider has no such ties.
   */
  private static QParams withoutTies(QParams p, QParams input) {
    return p.scale() == input.scale() ? new QParams(p.scale() * (1 + 0x1p-16f), p.zeroPoint()) : p;
  }

  private void pushBack(Layer layer) {
    String y = layer.output();
    if (layer.kind() == Layer.Kind.JOINING) {
      QParams p = wanted(y);
      layer.node().inputs().stream().filter(v -> absorbs(v, p)).forEach(v -> joint.put(v, p));
    } else if (layer.kind() == Layer.Kind.MOVING) {
      String x = layer.node().input(0);
      QParams p = joint.containsKey(y) ? joint.get(y) : fixed.get(y);
      if (p != null && absorbs(x, p)) {
        joint.put(x, p);
      }
    }
  }

  /** Whether {@code value} can be produced in {@code p} at no cost. */
  private boolean absorbs(String value, QParams p) {
    Layer producer = producers.get(value);
    QParams given = fixed.get(value);
    if (producer == null || (given != null && !given.equals(p)) || graph.outputs().contains(value) || consumers.get(value).size() != 1) {
      return false;
    }
    return producer.kind() != Layer.Kind.MOVING || absorbs(producer.node().input(0), p);
  }

  private QParams wanted(String value) {
    QParams p = joint.get(value);
    return p != null ? p : own(value);
  }

  private QParams own(String value) {
    QParams given = fixed.get(value);
    if (given != null) {
      return given;
    }
    Range range = ranges.get(value);
    if (range == null) {
      throw RepriseException.of(QuantizationError.NO_RANGE, "graph '" + graph.name() + "'", value);
    }
    return QParams.of(range);
  }
}
