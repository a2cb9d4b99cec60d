package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Sub;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What a batch normalization, a depthwise 1x1 convolution, or an Add, Sub, Mul or Div with a constant, does to each channel:
 * {@code y = x*scale[c] + shift[c]}, in double (N3.16: what is folded is computed in double and rounded once).
 *
 * @param input the value it is applied to
 * @param scale per channel
 * @param shift per channel
 */
record ChannelAffine(String input, double[] scale, double[] shift) {

  /** The affine map that {@code node} is along {@code axis} of its input, or null where it is none. */
  static ChannelAffine of(GraphEditor graph, Node node, int axis) {
    if (node.op() instanceof BatchNormalization batchNorm) {
      return axis == 1 ? ofBatchNormalization(graph, node, batchNorm) : null;
    }
    if (node.op() instanceof Conv conv) {
      return axis == 1 ? ofPointwiseDepthwise(graph, node, conv) : null;
    }
    if (!isArithmetic(node) || graph.isConstant(node.input(0)) == graph.isConstant(node.input(1))) {
      return null;
    }
    boolean constantFirst = graph.isConstant(node.input(0));
    String input = node.input(constantFirst ? 1 : 0);
    String constant = node.input(constantFirst ? 0 : 1);
    double[] c = !graph.isFloatConstant(constant) ? null : channelValues(graph.constant(constant), graph.shape(input), axis);
    if (c == null) {
      return null;
    }
    double[] ones = new double[c.length];
    Arrays.fill(ones, 1);
    double[] zeros = new double[c.length];
    if (node.op() instanceof Add) {
      return new ChannelAffine(input, ones, c);
    } else if (node.op() instanceof Mul) {
      return new ChannelAffine(input, c, zeros);
    } else if (node.op() instanceof Sub) {
      return constantFirst ? new ChannelAffine(input, map(ones, v -> -v), c) : new ChannelAffine(input, ones, map(c, v -> -v));
    }
    boolean divides = !constantFirst && Arrays.stream(c).noneMatch(v -> v == 0);
    return divides ? new ChannelAffine(input, map(c, v -> 1 / v), zeros) : null;
  }

  private static boolean isArithmetic(Node node) {
    return node.op() instanceof Add || node.op() instanceof Sub || node.op() instanceof Mul || node.op() instanceof Div;
  }

  private static ChannelAffine ofBatchNormalization(GraphEditor graph, Node node, BatchNormalization op) {
    for (int i = 1; i < 5; i++) {
      if (!graph.isFloatConstant(node.input(i))) {
        return null;
      }
    }
    float[] gamma = graph.constant(node.input(1)).floats();
    float[] beta = graph.constant(node.input(2)).floats();
    float[] mean = graph.constant(node.input(3)).floats();
    float[] variance = graph.constant(node.input(4)).floats();
    double[] scale = new double[gamma.length];
    double[] shift = new double[gamma.length];
    for (int c = 0; c < gamma.length; c++) {
      scale[c] = gamma[c] / Math.sqrt((double) variance[c] + op.epsilon());
      shift[c] = beta[c] - mean[c] * scale[c];
    }
    return new ChannelAffine(node.input(0), scale, shift);
  }

  /** A depthwise 1x1 convolution: what {@link AffineToDepthwise} leaves where a Reshape stood between a Conv and its normalization. */
  private static ChannelAffine ofPointwiseDepthwise(GraphEditor graph, Node node, Conv conv) {
    WeightedLayer layer = WeightedLayer.of(graph, node);
    Shape in = graph.shape(node.input(0));
    Shape weights = graph.shape(node.input(1));
    boolean sameShape = graph.shape(node.output()).equals(in);
    if (layer == null || layer.pads() || !sameShape || conv.groups() != in.dim(1) || weights.elements() != in.dim(1)) {
      return null;
    }
    double[] scale = new double[in.dim(1)];
    double[] shift = new double[in.dim(1)];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = graph.constant(node.input(1)).floats()[c];
      shift[c] = node.hasInput(2) ? graph.constant(node.input(2)).floats()[c] : 0;
    }
    return new ChannelAffine(node.input(0), scale, shift);
  }

  /** {@code constant} spread over the channels of {@code value}, or null where it varies along another axis or enlarges the value. */
  private static double[] channelValues(Tensor constant, Shape value, int axis) {
    Shape shape = constant.shape();
    int lead = value.rank() - shape.rank();
    if (lead < 0) {
      return null;
    }
    for (int i = 0; i < shape.rank(); i++) {
      boolean channel = i + lead == axis && shape.dim(i) == value.dim(axis);
      if (shape.dim(i) != 1 && !channel) {
        return null;
      }
    }
    float[] data = constant.floats();
    double[] channels = new double[value.dim(axis)];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = data[data.length == 1 ? 0 : c];
    }
    return channels;
  }

  private static double[] map(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }

  boolean shifts() {
    return Arrays.stream(shift).anyMatch(s -> s != 0);
  }

  boolean scales() {
    return Arrays.stream(scale).anyMatch(s -> s != 1);
  }
}
