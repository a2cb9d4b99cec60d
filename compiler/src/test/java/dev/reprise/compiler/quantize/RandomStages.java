package dev.reprise.compiler.quantize;

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
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded random frozen stages over every operator that has an integer form, and samples for them. */
public final class RandomStages {
  private final Random random;
  private final int spatial;
  private final boolean clampsOnly;
  private final Map<String, TensorType> types = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private String value = "x";

  private RandomStages(long seed, boolean clampsOnly) {
    this.random = new Random(seed);
    this.clampsOnly = clampsOnly;
    this.spatial = random.nextInt(4) == 0 ? 1 : 2;
  }

  public static Graph graph(long seed) {
    return new RandomStages(seed, false).build();
  }

  /** Without other pointwise functions than Relu and Clip, which fuse. */
  static Graph withoutFunctions(long seed) {
    return new RandomStages(seed, true).build();
  }

  /** Normal samples, with a mean so that ranges are not symmetric. */
  public static List<Tensor> samples(Graph graph, int count, long seed) {
    Random random = new Random(seed);
    List<Tensor> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] x = new float[graph.shape("x").elements()];
      for (int k = 0; k < x.length; k++) {
        x[k] = (float) (random.nextGaussian() + 0.3);
      }
      samples.add(Tensor.f32(graph.shape("x"), x));
    }
    return samples;
  }

  private Graph build() {
    int[] dims = new int[2 + spatial];
    dims[0] = 1;
    dims[1] = new int[] {1, 2, 3, 4, 6}[random.nextInt(5)];
    for (int i = 2; i < dims.length; i++) {
      dims[i] = 1 + random.nextInt(14);
    }
    types.put("x", TensorType.f32(dims));
    int layers = 3 + random.nextInt(6);
    for (int i = 0; i < layers; i++) {
      spatialLayer();
    }
    if (random.nextInt(3) == 0) {
      head();
    }
    Map<String, TensorType> inputs = new LinkedHashMap<>(Map.of("x", types.get("x")));
    return Graph.inferred("random", inputs, List.of(value), nodes, constants);
  }

  private void spatialLayer() {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> conv();
      case 3 -> attempt(new MaxPool(window(true)));
      case 4 -> attempt(new AveragePool(window(true), random.nextBoolean()));
      case 5 -> residual();
      case 6 -> concat();
      case 7 -> arithmetic();
      case 8 -> product();
      case 9 -> pad();
      case 10 -> {
        conv();
        activation();
      }
      case 11 -> transpose();
      default -> activation();
    }
  }

  private Shape shape() {
    return types.get(value).shape();
  }

  private String add(Op op, List<String> inputs) {
    List<TensorType> in = inputs.stream().map(types::get).toList();
    TensorType out = op.infer(in).get(0);
    String name = "v" + nodes.size();
    nodes.add(new Node(op.kind() + nodes.size(), op, inputs, name));
    types.put(name, out);
    return name;
  }

  private void apply(Op op, String... more) {
    List<String> inputs = new ArrayList<>(List.of(value));
    inputs.addAll(List.of(more));
    value = add(op, inputs);
  }

  private void attempt(Op op, String... more) {
    try {
      apply(op, more);
    } catch (IllegalArgumentException misfit) {
      activation();
    }
  }

  private String constant(double spread, double offset, int... dims) {
    float[] v = new float[Shape.of(dims).elements()];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) (random.nextGaussian() * spread + offset);
    }
    return constant(v, dims);
  }

  private String constant(float[] v, int... dims) {
    String name = "c" + constants.size();
    constants.put(name, Tensor.f32(Shape.of(dims), v));
    types.put(name, TensorType.f32(dims));
    return name;
  }

  private Window window(boolean pool) {
    List<List<Integer>> l = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      l.add(new ArrayList<>());
    }
    for (int i = 0; i < spatial; i++) {
      int kernel = 1 + random.nextInt(4);
      int dilation = random.nextInt(4) == 0 ? 2 : 1;
      int limit = pool ? Math.max(1, kernel / 2 + 1) : kernel + 1;
      l.get(0).add(kernel);
      l.get(1).add(1 + random.nextInt(random.nextInt(4) == 0 ? 5 : 2));
      l.get(2).add(dilation);
      l.get(3).add(kernel == 1 ? 0 : random.nextInt(Math.min(kernel, limit)));
      l.get(4).add(kernel == 1 ? 0 : random.nextInt(Math.min(kernel, limit)));
    }
    return new Window(l.get(0), l.get(1), l.get(2), l.get(3), l.get(4), pool && random.nextBoolean());
  }

  private void conv() {
    int in = shape().dim(1);
    int mode = random.nextInt(3);
    int groups = mode == 0 ? 1 : mode == 1 ? in : in % 2 == 0 ? 2 : in;
    int out = groups * (1 + random.nextInt(groups == 1 ? 9 : 2));
    Window w = window(false);
    int[] dims = new int[2 + spatial];
    dims[0] = out;
    dims[1] = in / groups;
    for (int i = 0; i < spatial; i++) {
      dims[i + 2] = w.kernel().get(i);
    }
    double fan = Shape.of(dims).elements() / (double) out;
    String weights = constant(1 / Math.sqrt(fan), 0, dims);
    if (random.nextInt(4) == 0) {
      java.util.Arrays.fill(constants.get(weights).floats(), 0, (int) fan, 0f); // a dead channel
    }
    if (random.nextInt(3) == 0) {
      attempt(new Conv(w, groups), weights);
    } else {
      attempt(new Conv(w, groups), weights, constant(0.5, 0, out));
    }
  }

  private void activation() {
    apply(
        switch (clampsOnly ? 5 + random.nextInt(3) : random.nextInt(8)) {
          case 0 -> new Sigmoid();
          case 1 -> new Tanh();
          case 2 -> new HardSigmoid(0.2f, 0.5f);
          case 3 -> new HardSwish();
          case 4 -> new LeakyRelu(0.1f);
          case 5 -> new Clip(0, random.nextBoolean() ? 6 : 1);
          default -> new Relu();
        });
  }

  private void residual() {
    String skip = value;
    int channels = shape().dim(1);
    if (random.nextBoolean()) {
      activation();
    } else {
      int[] dims = new int[2 + spatial];
      java.util.Arrays.fill(dims, 1);
      dims[0] = channels;
      dims[1] = channels;
      apply(new Conv(unit(), 1), constant(1 / Math.sqrt(channels), 0, dims));
    }
    apply(random.nextInt(3) == 0 ? new Sub() : new Add(), skip);
    if (random.nextBoolean()) {
      apply(new Relu());
    }
  }

  private Window unit() {
    List<Integer> ones = Collections.nCopies(spatial, 1);
    List<Integer> zeros = Collections.nCopies(spatial, 0);
    return new Window(ones, ones, ones, zeros, zeros, false);
  }

  private void concat() {
    String start = value;
    int branches = 2 + random.nextInt(2);
    List<String> ends = new ArrayList<>();
    for (int b = 0; b < branches; b++) {
      value = start;
      int[] dims = new int[2 + spatial];
      java.util.Arrays.fill(dims, 1);
      dims[0] = 1 + random.nextInt(4);
      dims[1] = shape().dim(1);
      switch (random.nextInt(4)) {
        case 0 -> activation();
        case 1 -> { }
        default -> {
          apply(new Conv(unit(), 1), constant(1 + random.nextInt(3), 0, dims));
          if (random.nextBoolean()) {
            apply(new Relu());
          }
        }
      }
      ends.add(value);
    }
    value = add(new Concat(1), ends);
  }

  private void arithmetic() {
    int channels = shape().dim(1);
    int[] dims =
        switch (random.nextInt(3)) {
          case 0 -> new int[0];
          case 1 -> shape().withDim(0, 1).dims();
          default -> spatial == 2 ? new int[] {channels, 1, 1} : new int[] {1, channels, 1};
        };
    Op op = List.of(new Add(), new Sub(), new Mul(), new Div()).get(random.nextInt(4));
    String c = constant(op instanceof Div ? 0.1 : 1, op instanceof Div ? 2 : 0.2, dims);
    if (random.nextBoolean() && !(op instanceof Div)) {
      value = add(op, List.of(c, value));
    } else {
      apply(op, c);
    }
  }

  /** Squeeze and excite: a product that broadcasts; or a plain product. */
  private void product() {
    String x = value;
    if (random.nextBoolean()) {
      apply(new GlobalAveragePool());
      activation();
    } else {
      activation();
    }
    apply(new Mul(), x);
  }

  private void pad() {
    List<Integer> begin = new ArrayList<>(List.of(0, 0));
    List<Integer> end = new ArrayList<>(List.of(0, 0));
    for (int i = 0; i < spatial; i++) {
      begin.add(random.nextInt(3));
      end.add(random.nextInt(4) == 0 && shape().dim(i + 2) > 3 ? -1 : random.nextInt(2));
    }
    apply(new Pad(begin, end, random.nextBoolean() ? 0f : 0.5f));
  }

  private void transpose() {
    if (spatial == 2) {
      apply(new Transpose(List.of(0, 1, 3, 2)));
    } else {
      apply(new Transpose(List.of(0, 2, 1)));
    }
  }

  private void head() {
    int channels = shape().dim(1);
    if (random.nextBoolean()) {
      List<Integer> axes = spatial == 2 ? List.of(2, 3) : List.of(2);
      apply(new ReduceMean(random.nextBoolean() ? axes : List.of(2), true));
    }
    int features = shape().elements();
    apply(new Reshape(Shape.of(1, features)));
    int out = 1 + random.nextInt(10);
    apply(new Linear(), constant(1 / Math.sqrt(features), 0, out, features), constant(0.3, 0, out));
    if (random.nextBoolean()) {
      apply(new Relu());
    }
  }
}
