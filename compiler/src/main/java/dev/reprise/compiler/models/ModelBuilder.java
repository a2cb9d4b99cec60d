package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds a chain or a graph of layers with seeded random weights, as an exporter would leave it; each method returns the value it made. */
final class ModelBuilder {
  private final String name;
  private final Map<String, TensorType> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Random random;

  ModelBuilder(String name, long seed, int... input) {
    this.name = name;
    this.random = new Random(seed);
    inputs.put("input", TensorType.f32(input));
  }

  /** A node {@code layer} of one output, called {@code <layer>_output}. */
  String node(String layer, Op op, String... inputs) {
    nodes.add(new Node(layer, op, List.of(inputs), layer + "_output"));
    return layer + "_output";
  }

  /** Convolution with a bias, or without one but with batch normalization; weights as He initialises them. */
  String conv(String layer, String x, int inChannels, int outChannels, Window window, int groups, boolean batchNorm) {
    int fan = inChannels / groups * window.kernel().get(0) * window.kernel().get(1);
    Shape shape = Shape.of(outChannels, inChannels / groups, window.kernel().get(0), window.kernel().get(1));
    String weights = normal(layer + ".weight", shape, Math.sqrt(2.0 / fan));
    if (!batchNorm) {
      return node(layer, new Conv(window, groups), x, weights, normal(layer + ".bias", Shape.of(outChannels), 0.1));
    }
    String y = node(layer, new Conv(window, groups), x, weights);
    Shape channels = Shape.of(outChannels);
    return node(
        layer + "/bn",
        new BatchNormalization(1e-5f),
        y,
        uniform(layer + "/bn.weight", channels, 0.8, 1.2),
        normal(layer + "/bn.bias", channels, 0.1),
        normal(layer + "/bn.running_mean", channels, 0.1),
        uniform(layer + "/bn.running_var", channels, 0.8, 1.2));
  }

  String convRelu(String layer, String x, int inChannels, int outChannels, Window window, int groups, boolean batchNorm) {
    return node(layer + "/relu", new Relu(), conv(layer, x, inChannels, outChannels, window, groups, batchNorm));
  }

  String gemm(String layer, String x, int in, int out) {
    String weights = normal(layer + ".weight", Shape.of(out, in), Math.sqrt(1.0 / in));
    return node(layer, new Gemm(1, 1, false, true), x, weights, normal(layer + ".bias", Shape.of(out), 0.1));
  }

  private String normal(String constant, Shape shape, double deviation) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.floats().length; i++) {
      tensor.floats()[i] = (float) (random.nextGaussian() * deviation);
    }
    constants.put(constant, tensor);
    return constant;
  }

  private String uniform(String constant, Shape shape, double low, double high) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.floats().length; i++) {
      tensor.floats()[i] = (float) (low + random.nextDouble() * (high - low));
    }
    constants.put(constant, tensor);
    return constant;
  }

  Graph build(String output) {
    return Graph.inferred(name, inputs, List.of(output), nodes, constants);
  }
}
