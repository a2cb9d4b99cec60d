package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.golden.op.Mac;
import dev.reprise.compiler.golden.op.OperatorTable;
import dev.reprise.compiler.ir.Tensor;
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
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.npz.Npz;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forward and gradients of the operators against PyTorch (test-vectors/torch), within 4e-6 of the largest value of the tensor. */
class PyTorchOperatorTest {
  private static final int CASES = 40;
  private static final float TOLERANCE = 4e-6f;

  private final Map<String, Tensor> vectors =
      Npz.read(Path.of(System.getProperty("reprise.home"), "test-vectors", "torch", "operators.npz"));

  @Test
  void agreesWithPyTorch() {
    TreeSet<String> cases = new TreeSet<>();
    vectors.keySet().forEach(key -> cases.add(key.substring(0, key.indexOf('/'))));
    for (Accumulate accumulate : Accumulate.values()) {
      cases.forEach(name -> check(name, accumulate));
    }
    assertThat(cases).hasSize(CASES);
  }

  private void check(String name, Accumulate accumulate) {
    Op op = op(name, vectors.get(name + "/attributes").ints());
    Tensor[] in = Stream.of("x", "w", "b").map(key -> vectors.get(name + "/" + key)).filter(Objects::nonNull).toArray(Tensor[]::new);
    Tensor expected = vectors.get(name + "/y");
    assertThat(op.infer(Stream.of(in).map(Tensor::tensorType).toList()).get(0).shape()).as(name).isEqualTo(expected.shape());
    Tensor out = Tensor.zeros(expected.shape());
    forward(op, in, out, Mac.of(accumulate));
    close(out.floats(), expected.floats(), name + ": y");
    float[][] din = Stream.of(in).map(t -> new float[t.floats().length]).toArray(float[][]::new);
    backward(op, in, out, vectors.get(name + "/dy").floats(), din, Mac.of(accumulate));
    for (int i = 0; i < din.length; i++) {
      String key = name + "/d" + "xwb".charAt(i);
      close(din[i], vectors.get(key).floats(), key);
    }
  }

  private static void close(float[] actual, float[] expected, String name) {
    float scale = 1f;
    for (float e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    assertThat(actual).as(name).containsExactly(expected, within(TOLERANCE * scale));
  }

  private static <O extends Op> void forward(O op, Tensor[] in, Tensor out, Mac mac) {
    OperatorTable.of(op).forward(op, in, out, mac);
  }

  private static <O extends Op> void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    OperatorTable.of(op).backward(op, in, out, dy, din, mac);
  }

  /** The operator of a case; for the windowed ones {@code a} is kernel, stride, dilation, begin pads, end pads (two each), then flags. */
  private static Op op(String name, int[] a) {
    String kind = name.split("\\.")[0];
    return switch (kind) {
      case "conv" -> new Conv(window(a, false), a[10]);
      case "max_pool" -> new MaxPool(window(a, a[10] == 1));
      case "average_pool" -> new AveragePool(window(a, a[10] == 1), a[11] == 1);
      case "global_average_pool" -> new GlobalAveragePool();
      case "linear" -> new Linear();
      case "concat" -> new Concat(1);
      case "softmax" -> new Softmax(1);
      case "log_softmax" -> new LogSoftmax(1);
      case "reduce_mean" -> new ReduceMean(List.of(2, 3), false);
      case "activation", "binary" -> pointwise(name.split("\\.")[1]);
      default -> throw new IllegalArgumentException("unknown case " + name);
    };
  }

  private static Op pointwise(String name) {
    return switch (name) {
      case "relu" -> new Relu();
      case "leaky_relu" -> new LeakyRelu(0.125f);
      case "relu6" -> new Clip(0f, 6f);
      case "sigmoid" -> new Sigmoid();
      case "tanh" -> new Tanh();
      case "hardsigmoid" -> new HardSigmoid(1f / 6, 0.5f);
      case "hardswish" -> new HardSwish();
      case "add" -> new Add();
      case "sub" -> new Sub();
      case "mul" -> new Mul();
      case "div" -> new Div();
      default -> throw new IllegalArgumentException("unknown case " + name);
    };
  }

  private static Window window(int[] a, boolean ceil) {
    return new Window(pair(a, 0), pair(a, 2), pair(a, 4), pair(a, 6), pair(a, 8), ceil);
  }

  private static List<Integer> pair(int[] a, int first) {
    return IntStream.of(a[first], a[first + 1]).boxed().toList();
  }
}
