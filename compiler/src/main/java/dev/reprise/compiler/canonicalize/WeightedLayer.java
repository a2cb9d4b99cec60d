package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Conv or Linear whose weights and bias are constant: what constants around it can be folded into. */
final class WeightedLayer {
  private final GraphEditor graph;
  private final Node node;

  private WeightedLayer(GraphEditor graph, Node node) {
    this.graph = graph;
    this.node = node;
  }

  /** {@code node} as a weighted layer, or null where it (or null itself) is none. */
  static WeightedLayer of(GraphEditor graph, Node node) {
    boolean weighted =
        node != null
            && (node.op() instanceof Conv || node.op() instanceof Linear)
            && graph.isFloatConstant(node.input(1))
            && (!node.hasInput(2) || graph.isFloatConstant(node.input(2)));
    return weighted ? new WeightedLayer(graph, node) : null;
  }

  Node node() {
    return node;
  }

  /** The axis of the output that counts output channels (features). */
  int outputChannelAxis() {
    return node.op() instanceof Conv ? 1 : graph.shape(node.output()).rank() - 1;
  }

  /** The axis of the input that counts input channels (features). */
  int inputChannelAxis() {
    return node.op() instanceof Conv ? 1 : graph.shape(node.input(0)).rank() - 1;
  }

  /** Whether taps fall into padding, where a shift of the input would be missing. */
  boolean pads() {
    return node.op() instanceof Conv conv
        && (conv.window().padsBegin().stream().anyMatch(p -> p != 0) || conv.window().padsEnd().stream().anyMatch(p -> p != 0));
  }

  /** The same layer with {@code map} applied to its output; the result is called {@code output}. */
  Node followedBy(ChannelAffine map, String output) {
    Tensor weights = graph.constant(node.input(1));
    int perChannel = weights.shape().product(1, weights.shape().rank());
    float[] w = weights.floats().clone();
    double[] b = bias(weights.shape().dim(0));
    for (int m = 0; m < b.length; m++) {
      for (int k = 0; k < perChannel; k++) {
        w[m * perChannel + k] = (float) (w[m * perChannel + k] * map.scale()[m]);
      }
      b[m] = b[m] * map.scale()[m] + map.shift()[m];
    }
    return rebuilt(node.input(0), map.scales() ? w : null, node.hasInput(2) || map.shifts() ? b : null, output);
  }

  /** The same layer reading {@code map.input()}, with {@code map} applied to that input first. */
  Node precededBy(ChannelAffine map) {
    Shape shape = graph.constant(node.input(1)).shape();
    int groups = node.op() instanceof Conv conv ? conv.groups() : 1;
    int channels = shape.dim(1);
    int taps = shape.product(2, shape.rank());
    float[] w = graph.constant(node.input(1)).floats().clone();
    double[] b = bias(shape.dim(0));
    for (int m = 0; m < b.length; m++) {
      int firstChannel = m / (b.length / groups) * channels;
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < taps; t++) {
          int i = (m * channels + c) * taps + t;
          b[m] += w[i] * map.shift()[firstChannel + c];
          w[i] = (float) (w[i] * map.scale()[firstChannel + c]);
        }
      }
    }
    return rebuilt(map.input(), map.scales() ? w : null, node.hasInput(2) || map.shifts() ? b : null, node.output());
  }

  private double[] bias(int channels) {
    double[] b = new double[channels];
    if (node.hasInput(2)) {
      float[] data = graph.constant(node.input(2)).floats();
      Arrays.setAll(b, i -> data[i]);
    }
    return b;
  }

  /** Null weights stay as they are (and shared); a null bias stays absent. */
  private Node rebuilt(String input, float[] weights, double[] bias, String output) {
    List<String> inputs = new ArrayList<>(List.of(input));
    String oldWeights = node.input(1);
    inputs.add(weights == null ? oldWeights : graph.replaceConstant(node, oldWeights, Tensor.f32(graph.shape(oldWeights), weights)));
    if (bias != null) {
      float[] rounded = new float[bias.length];
      for (int m = 0; m < bias.length; m++) {
        rounded[m] = (float) bias[m];
      }
      Tensor tensor = Tensor.f32(Shape.of(bias.length), rounded);
      inputs.add(node.hasInput(2) ? graph.replaceConstant(node, node.input(2), tensor) : graph.addConstant(biasName(oldWeights), tensor));
    }
    return new Node(node.name(), node.op(), inputs, output);
  }

  private static String biasName(String weights) {
    return weights.endsWith("weight") ? weights.substring(0, weights.length() - 6) + "bias" : weights + "_bias";
  }
}
