package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Batch normalization or per-channel arithmetic that folds nowhere becomes a depthwise convolution with a 1x1 kernel: the operator for
 * which kernels, per-channel quantization and gradients exist. Scalar arithmetic stays arithmetic.
 */
final class AffineToDepthwise extends LocalPass {
  AffineToDepthwise() {
    super("affine-to-depthwise");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    Shape shape = node.outputs().isEmpty() ? Shape.SCALAR : graph.shape(node.output());
    if (shape.rank() < 2 || shape.rank() > 4 || node.op() instanceof Conv) {
      return false;
    }
    ChannelAffine map = ChannelAffine.of(graph, node, 1);
    if (map == null || !(node.op() instanceof BatchNormalization || variesByChannel(graph, node))) {
      return false;
    }
    int channels = shape.dim(1);
    int spatial = Math.max(shape.rank() - 2, 1);
    List<Integer> ones = Collections.nCopies(spatial, 1);
    List<Integer> zeros = Collections.nCopies(spatial, 0);
    Conv conv = new Conv(new Window(ones, ones, ones, zeros, zeros, false), channels);
    int[] weightDims = new int[spatial + 2];
    Arrays.fill(weightDims, 1);
    weightDims[0] = channels;
    List<String> inputs = new ArrayList<>();
    inputs.add(graph.addConstant(node.name() + ".weight", Tensor.f32(Shape.of(weightDims), rounded(map.scale()))));
    if (map.shifts()) {
      inputs.add(graph.addConstant(node.name() + ".bias", Tensor.f32(Shape.of(channels), rounded(map.shift()))));
    }
    if (shape.rank() == 2) {
      inputs.add(0, graph.reshapeBefore(node, map.input(), Shape.of(shape.dim(0), channels, 1)));
      graph.replaceReshaped(node, conv, inputs);
    } else {
      inputs.add(0, map.input());
      graph.replace(node, new Node(node.name(), conv, inputs, node.outputs()));
    }
    return true;
  }

  private static boolean variesByChannel(GraphEditor graph, Node node) {
    return node.inputs().stream().anyMatch(i -> graph.isConstant(i) && graph.shape(i).elements() > 1);
  }

  private static float[] rounded(double[] values) {
    float[] f = new float[values.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) values[i];
    }
    return f;
  }
}
