package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MatMul;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seeded random classifiers as exporters write them: 1-D or 2-D convolutions with everything that canonicalisation folds around them,
 * branches, odd channel counts, unequal pads, then pooling or flattening, a matrix product in one of its spellings and perhaps a softmax.
 */
public final class ExporterGraphs {
  private final Random random;
  private final int spatialRank;
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  private ExporterGraphs(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L); // spread: Random starts alike for neighbouring seeds
    spatialRank = 1 + random.nextInt(2);
  }

  public static Graph random(long seed) {
    return new ExporterGraphs(seed).build();
  }

  private Graph build() {
    int[] input = new int[spatialRank + 2];
    Arrays.setAll(input, i -> i == 0 ? 1 : i == 1 ? 1 + random.nextInt(3) : 5 + random.nextInt(5));
    shapes.put("x", Shape.of(input));
    String v = "x";
    int steps = 2 + random.nextInt(5);
    for (int i = 0; i < steps; i++) {
      v = step(v);
    }
    String y = head(classifier(features(v)));
    return Graph.inferred("random", Map.of("x", TensorType.f32(shapes.get("x"))), List.of(y), nodes, constants);
  }

  private String step(String v) {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> activation(decorated(conv(v, 1 + random.nextInt(5))));
      case 3 -> activation(batchNorm(v));
      case 4 -> arithmetic(v);
      case 5 -> pool(v);
      case 6 -> node(new Add(), v, activation(decorated(conv(v, shapes.get(v).dim(1), 1, 0, 1))));
      case 7 -> node(new Concat(1), v, activation(conv(v, 1 + random.nextInt(3), 1, 0, 1)));
      default -> moved(v);
    };
  }

  /** What stands between a convolution and its activation. */
  private String decorated(String v) {
    String y = v;
    for (int i = random.nextInt(3); i > 0; i--) {
      y = random.nextBoolean() ? arithmetic(y) : batchNorm(y);
    }
    return random.nextInt(4) == 0 ? node(new Identity(), y) : y;
  }

  private String conv(String v, int outChannels) {
    int kernel = 1 + random.nextInt(Math.min(3, smallest(v)));
    return conv(random.nextInt(4) == 0 ? padded(v, 0) : v, outChannels, kernel, random.nextInt(kernel), 1 + random.nextInt(2));
  }

  private String conv(String v, int outChannels, int kernel, int pad, int stride) {
    int in = shapes.get(v).dim(1);
    boolean depthwise = random.nextInt(3) == 0 && outChannels == in;
    int[] weights = new int[spatialRank + 2];
    Arrays.setAll(weights, i -> i == 0 ? outChannels : i == 1 ? (depthwise ? 1 : in) : kernel);
    List<String> inputs = new ArrayList<>(List.of(v, weights(Shape.of(weights))));
    if (random.nextBoolean()) {
      inputs.add(normal(Shape.of(outChannels)));
    }
    return node(new Conv(window(kernel, stride, pad, random.nextBoolean() ? pad : 0), depthwise ? in : 1), inputs.toArray(String[]::new));
  }

  /** New weights, or those of another layer of the same shape. */
  private String weights(Shape shape) {
    List<String> same = constants.keySet().stream().filter(c -> constants.get(c).shape().equals(shape)).toList();
    return same.isEmpty() || random.nextInt(3) > 0 ? normal(shape) : same.get(random.nextInt(same.size()));
  }

  private Window window(int kernel, int stride, int padBegin, int padEnd) {
    return new Window(repeated(kernel), repeated(stride), repeated(1), repeated(padBegin), repeated(padEnd), false);
  }

  private List<Integer> repeated(int value) {
    return Collections.nCopies(spatialRank, value);
  }

  private String batchNorm(String v) {
    Shape channels = Shape.of(shapes.get(v).dim(1));
    return node(new BatchNormalization(1e-3f), v, normal(channels), normal(channels), normal(channels), positive(channels));
  }

  private String arithmetic(String v) {
    Op op = List.of(new Add(), new Sub(), new Mul(), new Div()).get(random.nextInt(4));
    Shape shape = shapes.get(v);
    int[] perChannel = new int[shape.rank() - 1];
    Arrays.fill(perChannel, 1);
    perChannel[0] = shape.dim(1);
    Shape operand =
        switch (random.nextInt(3)) {
          case 0 -> Shape.SCALAR;
          case 1 -> Shape.of(perChannel);
          default -> shape;
        };
    String constant = random.nextInt(5) == 0 ? constant(op instanceof Add || op instanceof Sub ? 0 : 1) : positive(operand);
    boolean constantFirst = !(op instanceof Div) && random.nextBoolean();
    return constantFirst ? node(op, constant, v) : node(op, v, constant);
  }

  private String activation(String v) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> node(new Relu(), v);
      case 2 -> node(new Clip(Float.NEGATIVE_INFINITY, 6), node(new Relu(), v));
      case 3 -> node(new Clip(0, Float.POSITIVE_INFINITY), v);
      case 4 -> node(new Div(), node(new Mul(), v, gate(v)), constant(6));
      case 5 -> node(new Mul(), node(new Mul(), gate(v), constant(1f / 6)), v);
      case 6 -> node(new Mul(), v, node(new HardSigmoid(1f / 6, 0.5f), v));
      case 7 -> node(new LeakyRelu(0.125f), v);
      default -> node(new Tanh(), v);
    };
  }

  private String gate(String v) {
    return node(new Clip(0, 6), node(new Add(), v, constant(3)));
  }

  private String padded(String v, float value) {
    int rank = shapes.get(v).rank();
    List<Integer> begin = IntStream.range(0, rank).map(i -> i < 2 ? 0 : random.nextInt(2)).boxed().toList();
    List<Integer> end = IntStream.range(0, rank).map(i -> i < 2 ? 0 : random.nextInt(2)).boxed().toList();
    return node(new Pad(begin, end, value), v);
  }

  private String pool(String v) {
    if (smallest(v) < 3) {
      return v;
    }
    Window w = window(2, 1 + random.nextInt(2), random.nextInt(2), random.nextInt(2));
    return switch (random.nextInt(3)) {
      case 0 -> node(new MaxPool(w), v);
      case 1 -> node(new AveragePool(w, random.nextBoolean()), v);
      default -> node(new AveragePool(window(2, 2, 0, 0), random.nextBoolean()), padded(v, 0));
    };
  }

  private int smallest(String v) {
    Shape s = shapes.get(v);
    return IntStream.range(2, s.rank()).map(s::dim).min().orElseThrow();
  }

  /** Reshapes and Transposes around an activation. */
  private String moved(String v) {
    Shape shape = shapes.get(v);
    if (random.nextBoolean()) {
      String flat = node(new Reshape(Shape.of(1, shape.elements())), v);
      return node(new Reshape(shape), random.nextBoolean() ? activation(flat) : flat);
    }
    int rank = shape.rank();
    List<Integer> toLast = IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).boxed().toList();
    List<Integer> back = IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).boxed().toList();
    String turned = node(new Transpose(toLast), v);
    return node(new Transpose(back), random.nextInt(3) == 0 ? activation(turned) : turned);
  }

  private String features(String v) {
    Shape s = shapes.get(v);
    List<Integer> axes = IntStream.range(2, s.rank()).boxed().toList();
    String y =
        switch (random.nextInt(4)) {
          case 0 -> node(new GlobalAveragePool(), v);
          case 1 -> node(new ReduceMean(axes, false), v);
          case 2 -> node(new ReduceMean(axes, true), v);
          default -> v;
        };
    return shapes.get(y).rank() == 2 ? y : node(new Reshape(Shape.of(1, shapes.get(y).elements())), y);
  }

  private String classifier(String v) {
    int in = shapes.get(v).dim(1);
    String hidden = random.nextBoolean() ? activation(matrixProduct(v, in, 4)) : v;
    return matrixProduct(random.nextInt(3) == 0 ? batchNorm(hidden) : hidden, shapes.get(hidden).dim(1), 3);
  }

  private String matrixProduct(String v, int in, int out) {
    return switch (random.nextInt(3)) {
      case 0 -> node(new Gemm(1, 1, false, true), v, weights(Shape.of(out, in)), normal(Shape.of(out)));
      case 1 -> node(new Gemm(0.5f, 2, false, false), v, weights(Shape.of(in, out)), normal(Shape.of(1, out)));
      default -> node(new Add(), node(new MatMul(), v, weights(Shape.of(in, out))), normal(Shape.of(out)));
    };
  }

  private String head(String v) {
    return switch (random.nextInt(3)) {
      case 0 -> node(new Softmax(1), v);
      case 1 -> node(new LogSoftmax(1), v);
      default -> v;
    };
  }

  private String node(Op op, String... inputs) {
    Node node = new Node("n" + nodes.size(), op, List.of(inputs), "v" + nodes.size());
    List<TensorType> types =
        Arrays.stream(inputs).map(i -> TensorType.f32(constants.containsKey(i) ? constants.get(i).shape() : shapes.get(i))).toList();
    nodes.add(node);
    shapes.put(node.output(), op.infer(types).get(0).shape());
    return node.output();
  }

  private String constant(float value) {
    return put(Tensor.f32(Shape.SCALAR, value));
  }

  private String normal(Shape shape) {
    Tensor t = Tensor.zeros(shape);
    for (int i = 0; i < t.floats().length; i++) {
      t.floats()[i] = (float) (random.nextGaussian() * 0.5);
    }
    return put(t);
  }

  private String positive(Shape shape) {
    Tensor t = Tensor.zeros(shape);
    for (int i = 0; i < t.floats().length; i++) {
      t.floats()[i] = 0.5f + random.nextFloat();
    }
    return put(t);
  }

  private String put(Tensor tensor) {
    String name = "c" + constants.size();
    constants.put(name, tensor);
    return name;
  }
}
