package dev.reprise.compiler.models;

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
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded random network over every operator of the adaptive and frozen stages: branches, odd channel counts, asymmetric pads, strides beyond the kernel,
 * groups. One input [1, C, H, W], one output [1, classes].
 */
public final class RandomNetwork {
  private static final int MAX_ELEMENTS = 1500;

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private int serial;

  private RandomNetwork(long seed) {
    random = new Random(seed);
  }

  /** @param classes outputs of the final linear layer */
  public static Graph generate(long seed, int classes) {
    RandomNetwork net = new RandomNetwork(seed * 7919 + 17);
    Shape input = Shape.of(1, 1 + net.random.nextInt(4), 4 + net.random.nextInt(7), 4 + net.random.nextInt(7));
    net.shapes.put("input", input);
    String x = net.block("input");
    int blocks = 2 + net.random.nextInt(4);
    for (int i = 0; i < blocks; i++) {
      x = net.block(x);
    }
    x = net.head(x, classes);
    return Graph.inferred("random" + seed, Map.of("input", TensorType.f32(input)), List.of(x), net.nodes, net.constants);
  }

  private String block(String x) {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> activation(conv(x));
      case 3 -> residual(x);
      case 4 -> concat(x);
      case 5 -> pool(x);
      case 6 -> activation(conv(scaled(x)));
      case 7 -> activation(conv(moved(x)));
      default -> activation(x);
    };
  }

  private String conv(String x) {
    Shape s = shapes.get(x);
    int c = s.dim(1);
    int groups = random.nextInt(3) == 0 ? c : (c % 2 == 0 && random.nextInt(3) == 0 ? 2 : 1);
    int perGroup = groups == c && random.nextBoolean() ? 1 : 1 + random.nextInt(3);
    int out = groups == 1 ? 1 + random.nextInt(8) : groups * perGroup;
    Window w = window(s, random.nextInt(3) == 0 ? 1 : 3);
    return conv(x, w, out, groups);
  }

  private String conv(String x, Window w, int out, int groups) {
    int in = shapes.get(x).dim(1) / groups;
    List<String> inputs = new ArrayList<>(List.of(x));
    float scale = (float) Math.sqrt(2.0 / (in * w.kernel().get(0) * w.kernel().get(1)));
    inputs.add(constant(scale, out, in, w.kernel().get(0), w.kernel().get(1)));
    if (random.nextInt(4) > 0) {
      inputs.add(constant(0.1f, out));
    }
    return node(new Conv(w, groups), inputs);
  }

  /** A window that fits, with asymmetric pads, and sometimes a stride beyond the kernel. */
  private Window window(Shape s, int maxKernel) {
    List<List<Integer>> lists = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int axis = 2; axis < 4; axis++) {
      int k = 1 + random.nextInt(Math.min(maxKernel, s.dim(axis)));
      int dilation = k > 1 && (k - 1) * 2 + 1 <= s.dim(axis) && random.nextInt(4) == 0 ? 2 : 1;
      int stride = random.nextInt(3) == 0 ? 2 : (random.nextInt(8) == 0 ? k + 1 : 1);
      lists.get(0).add(k);
      lists.get(1).add(stride);
      lists.get(2).add(dilation);
      lists.get(3).add(k > 1 ? random.nextInt(k) : 0);
      lists.get(4).add(k > 1 ? random.nextInt(k) : 0);
    }
    return new Window(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4), false);
  }

  private String pool(String x) {
    Shape s = shapes.get(x);
    Window w = window(s, 3);
    Window plain = new Window(w.kernel(), w.strides(), List.of(1, 1), half(w, w.padsBegin()), half(w, w.padsEnd()), random.nextInt(3) == 0);
    return node(random.nextBoolean() ? new MaxPool(plain) : new AveragePool(plain, random.nextBoolean()), List.of(x));
  }

  /** Pads of at most half the kernel, so that every window has a valid tap. */
  private static List<Integer> half(Window w, List<Integer> pads) {
    return List.of(Math.min(pads.get(0), w.kernel().get(0) / 2), Math.min(pads.get(1), w.kernel().get(1) / 2));
  }

  private String residual(String x) {
    int c = shapes.get(x).dim(1);
    int pad = random.nextBoolean() ? 1 : 0;
    String y = activation(conv(x, Window.square(1 + 2 * pad, 1, pad), c, random.nextBoolean() ? 1 : c));
    Op join = random.nextInt(4) == 0 ? new Sub() : new Add();
    String sum = node(join, random.nextBoolean() ? List.of(x, y) : List.of(y, x));
    if (random.nextInt(3) == 0) {
      // squeeze and excite: a product of two values, one broadcast
      String gate = node(new Sigmoid(), List.of(conv(node(new GlobalAveragePool(), List.of(sum)), Window.square(1, 1, 0), c, 1)));
      return node(new Mul(), List.of(sum, gate));
    }
    return activation(sum);
  }

  private String concat(String x) {
    Shape s = shapes.get(x);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      parts.add(i == 1 && random.nextBoolean() ? x : activation(conv(x, Window.square(3, 1, 1), 1 + random.nextInt(4), 1)));
    }
    return s.elements() > MAX_ELEMENTS / 2 ? parts.get(0) : node(new Concat(1), parts);
  }

  private String scaled(String x) {
    int c = shapes.get(x).dim(1);
    return switch (random.nextInt(4)) {
      case 0 -> node(new Mul(), List.of(x, constant(1f, 1, c, 1, 1)));
      case 1 -> node(new Add(), List.of(x, constant(0.5f, c, 1, 1)));
      case 2 -> node(new Sub(), List.of(constant(0.5f, 1), x));
      default -> node(new Div(), List.of(x, positive(shapes.get(x))));
    };
  }

  /** One divisor per element: one per channel would fold into the neighbouring convolution. */
  private String positive(Shape shape) {
    String name = constant(1f, shape.dims());
    float[] data = constants.get(name).floats();
    for (int i = 0; i < data.length; i++) {
      data[i] = 0.5f + Math.abs(data[i]);
    }
    return name;
  }

  private String moved(String x) {
    Shape s = shapes.get(x);
    if (random.nextBoolean()) {
      return node(new Transpose(random.nextBoolean() ? List.of(0, 1, 3, 2) : List.of(0, 2, 1, 3)), List.of(x));
    }
    int crop = s.dim(2) > 3 && random.nextBoolean() ? -1 : 1;
    return node(new Pad(List.of(0, 0, crop, 0), List.of(0, 0, 0, 2), random.nextBoolean() ? 0f : 0.25f), List.of(x));
  }

  private String activation(String x) {
    Op op =
        switch (random.nextInt(9)) {
          case 0 -> new LeakyRelu(0.1f);
          case 1 -> new Clip(0f, 6f);
          case 2 -> new Clip(-0.5f, 0.75f);
          case 3 -> new Sigmoid();
          case 4 -> new Tanh();
          case 5 -> new HardSigmoid(0.2f, 0.5f);
          case 6 -> new HardSwish();
          default -> new Relu();
        };
    return node(op, List.of(x));
  }

  private String head(String x, int classes) {
    Shape s = shapes.get(x);
    String flat =
        switch (random.nextInt(4)) {
          case 0 -> node(new ReduceMean(List.of(2, 3), false), List.of(x));
          case 1 -> node(new ReduceMean(random.nextBoolean() ? List.of(1, 3) : List.of(1), false), List.of(x));
          default -> x;
        };
    Shape f = shapes.get(flat);
    if (f.rank() != 2) {
      flat = node(new Reshape(Shape.of(1, f.elements())), List.of(flat));
    }
    if (random.nextInt(3) == 0) {
      flat = activation(linear(flat, 1 + random.nextInt(9)));
    }
    if (random.nextInt(6) == 0) {
      flat = node(random.nextBoolean() ? new Softmax(1) : new LogSoftmax(1), List.of(flat));
    }
    return linear(flat, classes);
  }

  private String linear(String x, int out) {
    int k = shapes.get(x).dim(1);
    return node(new Linear(), List.of(x, constant((float) Math.sqrt(1.0 / k), out, k), constant(0.1f, out)));
  }

  private String constant(float scale, int... dims) {
    Shape shape = Shape.of(dims);
    float[] data = new float[shape.elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian() * scale;
    }
    String name = "c" + serial++;
    constants.put(name, Tensor.f32(shape, data));
    shapes.put(name, shape);
    return name;
  }

  private String node(Op op, List<String> inputs) {
    String name = op.kind().toLowerCase(java.util.Locale.ROOT) + serial++;
    List<TensorType> types = inputs.stream().map(i -> TensorType.f32(shapes.get(i))).toList();
    shapes.put(name, op.infer(types).get(0).shape());
    nodes.add(new Node(name, op, inputs, name));
    return name;
  }
}
