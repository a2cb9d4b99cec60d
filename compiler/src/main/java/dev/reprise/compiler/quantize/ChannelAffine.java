package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Sub;
import java.util.Arrays;

/**
 * Arithmetic with one constant per channel as {@code weight[c]*x + bias[c]}: a depthwise convolution of one tap, which keeps each channel's
 * factor exact and needs no expanded constant.
 */
final class ChannelAffine {
  private ChannelAffine() {}

  /** Ends {@code layer} that way where it is such arithmetic; false where it is not. */
  static boolean quantize(Layer layer, StageBuilder stage) {
    Graph graph = stage.graph();
    Node node = layer.node();
    boolean first = graph.isConstant(node.input(0));
    String constant = node.input(first ? 0 : 1);
    String x = node.input(first ? 1 : 0);
    if (!graph.isConstant(constant) || !perChannel(graph.constant(constant).shape(), graph.shape(x)) || (first && node.op() instanceof Div)) {
      return false;
    }
    float[] c = graph.constant(constant).floats();
    int channels = c.length;
    float[] weights = new float[channels];
    float[] bias = new float[channels];
    if (node.op() instanceof Mul) {
      weights = c;
    } else if (node.op() instanceof Div) {
      for (int i = 0; i < channels; i++) {
        weights[i] = 1f / c[i];
      }
    } else if (node.op() instanceof Add) {
      Arrays.fill(weights, 1f);
      bias = c;
    } else if (node.op() instanceof Sub) {
      Arrays.fill(weights, first ? -1f : 1f);
      for (int i = 0; i < channels; i++) {
        bias[i] = first ? c[i] : -c[i];
      }
    }
    ConvQuantizer.convolve(layer, stage, x, AveragePoolQuantizer.whole(1, 1), channels, weights, bias);
    return true;
  }

  private static boolean perChannel(Shape constant, Shape x) {
    int axis = constant.rank() - (x.rank() - 1); // where axis 1 of x falls in the constant
    return (x.rank() == 3 || x.rank() == 4)
        && axis >= 0
        && constant.rank() <= x.rank()
        && constant.dim(axis) == x.dim(1)
        && constant.elements() == x.dim(1);
  }

  /** Whether {@code t} has a zero, which no division by it survives. */
  static boolean hasZero(Tensor t) {
    for (float v : t.floats()) {
      if (v == 0) {
        return true;
      }
    }
    return false;
  }
}
