package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.golden.op.Mac;
import dev.reprise.compiler.golden.op.OperatorTable;
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
import dev.reprise.compiler.ir.op.Identity;
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
import dev.reprise.compiler.learn.Accumulate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forward and gradients of each operator against central finite differences of the double interpreter, on seeded random shapes: error at most
 * 2e-5 of the largest gradient of the tensor (binary32 against a binary64 difference quotient).
 */
class OperatorGradientTest {
  private static final int CASES = 30;
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 2e-5;

  private record Case(Op op, List<Tensor> in) {}

  private interface Maker {
    /** A case, or null where the random geometry is not legal. */
    Case make(Random random);
  }

  private record Named(String name, Maker maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> operators() {
    List<Named> all = new ArrayList<>();
    all.add(new Named("Conv", OperatorGradientTest::conv));
    all.add(new Named("depthwise Conv", OperatorGradientTest::depthwise));
    all.add(new Named("pointwise Conv", OperatorGradientTest::pointwise));
    all.add(new Named("Linear", OperatorGradientTest::linear));
    all.add(new Named("MaxPool", r -> pool(r, new MaxPool(GraphCases.window(r, r.nextBoolean())))));
    all.add(new Named("AveragePool", r -> pool(r, new AveragePool(GraphCases.window(r, r.nextBoolean()), r.nextBoolean()))));
    all.add(new Named("GlobalAveragePool", r -> new Case(new GlobalAveragePool(), List.of(image(r)))));
    for (Op op : List.of(new Relu(), new LeakyRelu(0.1f), new Clip(-0.5f, 1.25f), new Sigmoid(), new Tanh(), new HardSigmoid(0.3f, 0.4f),
        new HardSwish(), new Identity())) {
      all.add(new Named(op.kind(), r -> new Case(op, List.of(scaled(image(r), 2f)))));
    }
    for (Op op : List.of(new Add(), new Sub(), new Mul(), new Div())) {
      all.add(new Named(op.kind(), r -> binary(r, op)));
    }
    all.add(new Named("ReduceMean", r -> new Case(new ReduceMean(axes(r, 4), r.nextBoolean()), List.of(image(r)))));
    all.add(new Named("Softmax", r -> new Case(new Softmax(r.nextInt(4)), List.of(image(r)))));
    all.add(new Named("LogSoftmax", r -> new Case(new LogSoftmax(r.nextInt(4)), List.of(image(r)))));
    all.add(new Named("Concat", OperatorGradientTest::concat));
    all.add(new Named("Pad", OperatorGradientTest::pad));
    all.add(new Named("Reshape", r -> reshape(image(r))));
    all.add(new Named("Transpose", r -> new Case(new Transpose(shuffled(r, 4)), List.of(image(r)))));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void agreesWithFiniteDifferences(Named operator) {
    int cases = 0;
    for (int seed = 0; cases < CASES && seed < 100 * CASES; seed++) {
      Case c = operator.maker().make(new Random(seed));
      if (c != null) {
        check(c, new Random(~seed), operator + ", seed " + seed);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(CASES);
  }

  private static void check(Case c, Random random, String name) {
    List<TensorType> types = c.in().stream().map(Tensor::tensorType).toList();
    Shape shape = c.op().infer(types).get(0).shape();
    List<DoubleInterpreter.Value> exact = c.in().stream().map(t -> new DoubleInterpreter.Value(t.shape(), doubles(t.floats()))).toList();
    Tensor[] in = c.in().toArray(new Tensor[0]);
    Tensor out = Tensor.zeros(shape);
    forward(c.op(), in, out);
    close(doubles(out.floats()), DoubleInterpreter.evaluate(c.op(), exact, shape), name + ", forward");

    float[] dy = GraphCases.tensor(random, shape.dims()).floats();
    float[][] din = Stream.of(in).map(t -> new float[t.floats().length]).toArray(float[][]::new);
    backward(c.op(), in, out, dy, din);
    for (int i = 0; i < in.length; i++) {
      close(doubles(din[i]), differences(c.op(), exact, i, shape, dy), name + ", gradient of input " + i);
    }
  }

  /** d(sum dy*y)/d(input i), element by element. */
  private static double[] differences(Op op, List<DoubleInterpreter.Value> in, int i, Shape shape, float[] dy) {
    double[] x = in.get(i).data();
    double[] gradient = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      double kept = x[k];
      x[k] = kept + STEP;
      double[] above = DoubleInterpreter.evaluate(op, in, shape);
      x[k] = kept - STEP;
      double[] below = DoubleInterpreter.evaluate(op, in, shape);
      x[k] = kept;
      for (int j = 0; j < dy.length; j++) {
        gradient[k] += above[j] == below[j] ? 0 : dy[j] * (above[j] - below[j]) / (2 * STEP);
      }
    }
    return gradient;
  }

  private static void close(double[] actual, double[] expected, String name) {
    double scale = 1;
    for (double e : expected) {
      scale = Double.isInfinite(e) ? scale : Math.max(scale, Math.abs(e));
    }
    for (int k = 0; k < expected.length; k++) {
      if (Double.isInfinite(expected[k])) {
        assertThat(actual[k]).as("%s, element %d", name, k).isEqualTo(expected[k]);
      } else {
        assertThat(actual[k]).as("%s, element %d", name, k).isCloseTo(expected[k], within(TOLERANCE * scale));
      }
    }
  }

  private static <O extends Op> void forward(O op, Tensor[] in, Tensor out) {
    OperatorTable.of(op).forward(op, in, out, Mac.of(Accumulate.FUSED));
  }

  private static <O extends Op> void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din) {
    OperatorTable.of(op).backward(op, in, out, dy, din, Mac.of(Accumulate.FUSED));
  }

  private static Case conv(Random r) {
    int groups = 1 + r.nextInt(3);
    int perGroup = 1 + r.nextInt(3);
    return conv(r, GraphCases.window(r, false), groups, perGroup, groups * (1 + r.nextInt(2)));
  }

  private static Case depthwise(Random r) {
    int channels = 1 + r.nextInt(4);
    return conv(r, GraphCases.window(r, false), channels, 1, channels * (1 + r.nextInt(2)));
  }

  private static Case pointwise(Random r) {
    return conv(r, Window.square(1, 1, 0), 1, 1 + r.nextInt(4), 1 + r.nextInt(4));
  }

  private static Case conv(Random r, Window window, int groups, int perGroup, int outChannels) {
    int h = 1 + r.nextInt(6);
    int w = 1 + r.nextInt(6);
    if (GraphCases.misfits(window, h, w)) {
      return null;
    }
    Tensor x = GraphCases.tensor(r, 1 + r.nextInt(2), groups * perGroup, h, w);
    Tensor weights = GraphCases.tensor(r, outChannels, perGroup, window.kernel().get(0), window.kernel().get(1));
    return new Case(
        new Conv(window, groups), r.nextBoolean() ? List.of(x, weights) : List.of(x, weights, GraphCases.tensor(r, outChannels)));
  }

  private static Case linear(Random r) {
    int k = 1 + r.nextInt(9);
    int m = 1 + r.nextInt(5);
    Tensor x = r.nextBoolean() ? GraphCases.tensor(r, 1 + r.nextInt(3), k) : GraphCases.tensor(r, 2, 1 + r.nextInt(3), k);
    Tensor w = GraphCases.tensor(r, m, k);
    return new Case(new Linear(), r.nextBoolean() ? List.of(x, w) : List.of(x, w, GraphCases.tensor(r, m)));
  }

  private static Case pool(Random r, Op op) {
    Window window = op instanceof MaxPool max ? max.window() : ((AveragePool) op).window();
    Tensor x = image(r);
    return GraphCases.misfits(window, x.shape().dim(2), x.shape().dim(3)) ? null : new Case(op, List.of(x));
  }

  private static Case binary(Random r, Op op) {
    Tensor a = image(r);
    int[] dims = a.shape().dims();
    int rank = 1 + r.nextInt(4);
    int[] other = new int[rank];
    for (int i = 0; i < rank; i++) {
      other[i] = r.nextInt(3) == 0 ? 1 : dims[i + 4 - rank];
    }
    Tensor b = GraphCases.tensor(r, other);
    if (op instanceof Div) {
      for (int i = 0; i < b.floats().length; i++) {
        b.floats()[i] = Math.copySign(0.5f + Math.abs(b.floats()[i]), b.floats()[i]);
      }
      return new Case(op, List.of(a, b));
    }
    return new Case(op, r.nextBoolean() ? List.of(a, b) : List.of(b, a));
  }

  private static Case concat(Random r) {
    Tensor first = image(r);
    int axis = r.nextInt(4);
    List<Tensor> parts = new ArrayList<>(List.of(first));
    for (int i = r.nextInt(3); i > 0; i--) {
      parts.add(GraphCases.tensor(r, first.shape().withDim(axis, 1 + r.nextInt(3)).dims()));
    }
    return new Case(new Concat(axis), parts);
  }

  private static Case pad(Random r) {
    Tensor x = image(r);
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    for (int d : x.shape().dims()) {
      begin.add(r.nextInt(4) - 1);
      end.add(r.nextInt(4) - 1);
      if (begin.get(begin.size() - 1) + end.get(end.size() - 1) + d < 1) {
        return null;
      }
    }
    return new Case(new Pad(begin, end, 0.25f), List.of(x));
  }

  private static Case reshape(Tensor x) {
    return new Case(new Reshape(Shape.of(x.shape().dim(0), x.shape().product(1, 4))), List.of(x));
  }

  private static Tensor image(Random r) {
    return GraphCases.tensor(r, 1 + r.nextInt(2), 1 + r.nextInt(3), 1 + r.nextInt(6), 1 + r.nextInt(6));
  }

  private static Tensor scaled(Tensor x, float factor) {
    for (int i = 0; i < x.floats().length; i++) {
      x.floats()[i] *= factor;
    }
    return x;
  }

  private static List<Integer> axes(Random r, int rank) {
    return shuffled(r, rank).subList(0, 1 + r.nextInt(rank)).stream().sorted().toList();
  }

  private static List<Integer> shuffled(Random r, int rank) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      order.add(r.nextInt(i + 1), i);
    }
    return order;
  }

  private static double[] doubles(float[] x) {
    double[] d = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      d[i] = x[i];
    }
    return d;
  }
}
