package dev.reprise.compiler.golden;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded small networks with branches, residual sums, concatenations and values that several nodes read; a linear layer makes the logits. */
final class RandomGraphs {
  /** A network and the names of its weights and biases, in node order. */
  record Network(Graph graph, List<String> trainable) {}

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<String> trainable = new ArrayList<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  private RandomGraphs(Random random) {
    this.random = random;
  }

  static Network network(int seed) {
    return new RandomGraphs(new Random(seed)).build();
  }

  private Network build() {
    Shape input = Shape.of(1, 1 + random.nextInt(4), 3 + random.nextInt(4), 3 + random.nextInt(4));
    shapes.put("x", input);
    conv("x", 1 + random.nextInt(5));
    int layers = 4 + random.nextInt(6);
    for (int k = 0; k < layers; k++) {
      grow(pick());
    }
    String last = last();
    String flat = node(new Reshape(Shape.of(1, shapes.get(last).elements())), last);
    int classes = 2 + random.nextInt(4);
    linear(flat, classes);
    Graph graph = Graph.inferred("random", Map.of("x", TensorType.f32(input)), List.of(last()), nodes, constants);
    return new Network(graph, trainable);
  }

  private void grow(String x) {
    Shape s = shapes.get(x);
    switch (random.nextInt(9)) {
      case 0 -> conv(x, 1 + random.nextInt(5));
      case 1 -> depthwise(x);
      case 2 -> pool(x);
      case 3 -> node(activation(), x);
      case 4 -> node(random.nextBoolean() ? new Add() : new Sub(), x, node(activation(), x)); // x has two readers
      case 5 -> square(x);
      case 6 -> node(new Concat(1), x, node(activation(), x), x);
      case 7 -> scale(x);
      default -> node(random.nextBoolean() ? new Transpose(List.of(0, 1, 3, 2)) : pad(), x);
    }
    if (shapes.get(last()).elements() > 400) {
      node(new MaxPool(new Window(List.of(1, 1), List.of(2, 2), List.of(1, 1), List.of(0, 0), List.of(0, 0), false)), last());
    }
    if (random.nextInt(3) == 0 && shapes.get(last()).equals(s)) {
      node(new Add(), last(), x); // residual
    }
  }

  /** Mostly the last value, at times an earlier one, so that branches arise; dead ends stay in the graph. */
  private String pick() {
    List<String> made = shapes.keySet().stream().filter(name -> !name.equals("x")).toList();
    return random.nextInt(4) == 0 ? made.get(random.nextInt(made.size())) : last();
  }

  private String last() {
    return nodes.get(nodes.size() - 1).output();
  }

  private void conv(String x, int outChannels) {
    Window window = GraphCases.window(random, false);
    Shape s = shapes.get(x);
    if (GraphCases.misfits(window, s.dim(2), s.dim(3))) {
      window = Window.square(1, 1, 0);
    }
    trained(new Conv(window, 1), x, outChannels, s.dim(1), window.kernel().get(0), window.kernel().get(1));
  }

  private void depthwise(String x) {
    int channels = shapes.get(x).dim(1);
    trained(new Conv(Window.square(3, 1, 1), channels), x, channels, 1, 3, 3);
  }

  private void linear(String x, int classes) {
    trained(new Linear(), x, classes, shapes.get(x).dim(1));
  }

  private void trained(Op op, String x, int... weightShape) {
    String w = "w" + nodes.size();
    Tensor weight = GraphCases.tensor(random, weightShape);
    float scale = (float) (1 / Math.sqrt(weight.shape().product(1, weightShape.length)));
    for (int i = 0; i < weight.floats().length; i++) {
      weight.floats()[i] *= scale;
    }
    constants.put(w, weight);
    trainable.add(w);
    if (random.nextInt(4) == 0) {
      node(op, x, w);
      return;
    }
    String b = "b" + nodes.size();
    constants.put(b, GraphCases.tensor(random, weightShape[0]));
    trainable.add(b);
    node(op, x, w, b);
  }

  private void pool(String x) {
    Window window = GraphCases.window(random, random.nextBoolean());
    Shape s = shapes.get(x);
    boolean mayMissTaps = window.dilations().stream().anyMatch(d -> d > 1) || window.ceil(); // a maximum of no taps is -inf
    if (!GraphCases.misfits(window, s.dim(2), s.dim(3))) {
      node(random.nextBoolean() && !mayMissTaps ? new MaxPool(window) : new AveragePool(window, random.nextBoolean()), x);
    }
  }

  /** One node reads one value twice. */
  private void square(String x) {
    String bounded = node(new Tanh(), x);
    node(new Mul(), bounded, bounded);
  }

  /** A frozen constant per channel. */
  private void scale(String x) {
    String c = "c" + nodes.size();
    constants.put(c, GraphCases.tensor(random, shapes.get(x).dim(1), 1, 1));
    node(random.nextBoolean() ? new Mul() : new Add(), x, c);
  }

  private Op pad() {
    return new Pad(List.of(0, 0, 1, 0), List.of(0, random.nextInt(2), 0, 1), 0.5f);
  }

  private Op activation() {
    List<Op> all = List.of(new Relu(), new LeakyRelu(0.2f), new Clip(-1, 1), new Sigmoid(), new Tanh(), new HardSwish());
    return all.get(random.nextInt(all.size()));
  }

  private String node(Op op, String... inputs) {
    String out = "v" + nodes.size();
    List<TensorType> types = new ArrayList<>();
    for (String in : inputs) {
      types.add(TensorType.f32(constants.containsKey(in) ? constants.get(in).shape() : shapes.get(in)));
    }
    nodes.add(new Node("n" + nodes.size(), op, List.of(inputs), out));
    shapes.put(out, op.infer(types).get(0).shape());
    return out;
  }
}
