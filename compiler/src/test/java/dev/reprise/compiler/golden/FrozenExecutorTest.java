package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.Requant;
import dev.reprise.compiler.quantize.op.QAdd;
import dev.reprise.compiler.quantize.op.QAveragePool;
import dev.reprise.compiler.quantize.op.QConcat;
import dev.reprise.compiler.quantize.op.QConstant;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QLinear;
import dev.reprise.compiler.quantize.op.QMaxPool;
import dev.reprise.compiler.quantize.op.QMul;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QPad;
import dev.reprise.compiler.quantize.op.QReshape;
import dev.reprise.compiler.quantize.op.QTable;
import dev.reprise.compiler.quantize.op.QTranspose;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The integer operators against N6 in integers of any size: the fixed-point multiplier as a fraction, rounded by flooring division. */
class FrozenExecutorTest {
  private static final int CASES = 60;
  private static final int LOW = 5;
  private static final int HIGH = 250;

  /** The number {@code clamp(zp + floor(floor(acc*2^l*m / 2^32) / 2^r + 1/2))} of N6.1. */
  private static byte requantized(long acc, Requant q, int zeroPoint) {
    BigInteger product = BigInteger.valueOf(acc).shiftLeft(q.l()).multiply(BigInteger.valueOf(q.m())).shiftRight(32);
    BigInteger rounded = product.add(BigInteger.ONE.shiftLeft(q.r() - 1)).shiftRight(q.r());
    return (byte) Math.max(LOW, Math.min(HIGH, zeroPoint + rounded.intValueExact()));
  }

  private static Requant requant(Random random) {
    return new Requant(1 << 30 | random.nextInt(1 << 30), random.nextInt(4), 1 + random.nextInt(12));
  }

  private static QTensor tensor(Random random, String name, int... dims) {
    return new QTensor(name, Shape.of(dims), 0.1f, random.nextInt(256));
  }

  private static byte[] codes(Random random, QTensor type) {
    byte[] codes = new byte[type.shape().elements()];
    random.nextBytes(codes);
    return codes;
  }

  /** Runs one operator on the graph's input and, where there is a second operand, on a constant. */
  private static byte[] run(QOp op, QTensor x, byte[] codes, QTensor second, byte[] secondCodes, QTensor y) {
    Map<String, QTensor> tensors = new LinkedHashMap<>();
    List<QNode> nodes = new ArrayList<>();
    tensors.put(x.name(), x);
    tensors.put(y.name(), y);
    List<String> in = new ArrayList<>(List.of(x.name()));
    if (second != null) {
      tensors.put(second.name(), second);
      nodes.add(new QNode("constant", new QConstant(secondCodes), List.of(), second.name(), ""));
      in.add(second.name());
    }
    nodes.add(new QNode("n", op, in, y.name(), ""));
    return FrozenExecutor.latent(new QGraph(x.name(), y.name(), nodes, tensors), codes);
  }

  private static int at(byte[] codes, QTensor type, int c, int r, int k) {
    return (codes[(c * type.shape().dim(2) + r) * type.shape().dim(3) + k] & 0xff) - type.zeroPoint();
  }

  private static boolean inside(QTensor type, int r, int k) {
    return r >= 0 && r < type.shape().dim(2) && k >= 0 && k < type.shape().dim(3);
  }

  @Test
  void convolution() {
    int cases = 0;
    for (int seed = 0; cases < CASES; seed++) {
      Random random = new Random(seed);
      int groups = 1 + random.nextInt(3);
      int perGroup = 1 + random.nextInt(3);
      int outPerGroup = 1 + random.nextInt(3);
      Window w = GraphCases.window(random, false);
      QTensor x = tensor(random, "x", 1, groups * perGroup, 1 + random.nextInt(6), 1 + random.nextInt(6));
      if (GraphCases.misfits(w, x.shape().dim(2), x.shape().dim(3))) {
        continue;
      }
      int channels = groups * outPerGroup;
      QTensor y = tensor(random, "y", 1, channels, w.output(0, x.shape().dim(2)), w.output(1, x.shape().dim(3)));
      int taps = w.kernel().get(0) * w.kernel().get(1);
      byte[] weights = new byte[channels * perGroup * taps];
      random.nextBytes(weights);
      int[] bias = random.ints(channels, -20000, 20000).toArray();
      List<Requant> requant = IntStream.range(0, channels).mapToObj(c -> requant(random)).toList();
      byte[] codes = codes(random, x);
      byte[] actual = run(new QConv(w, channels, groups, weights, new float[channels], bias, requant, LOW, HIGH), x, codes, null, null, y);
      int i = 0;
      for (int oc = 0; oc < channels; oc++) {
        for (int r = 0; r < y.shape().dim(2); r++) {
          for (int c = 0; c < y.shape().dim(3); c++) {
            long acc = bias[oc];
            for (int t = 0; t < perGroup * taps; t++) {
              int kr = t % taps / w.kernel().get(1);
              int kc = t % w.kernel().get(1);
              int row = r * w.strides().get(0) - w.padsBegin().get(0) + kr * w.dilations().get(0);
              int column = c * w.strides().get(1) - w.padsBegin().get(1) + kc * w.dilations().get(1);
              if (inside(x, row, column)) {
                acc += (long) weights[oc * perGroup * taps + t] * at(codes, x, oc / outPerGroup * perGroup + t / taps, row, column);
              }
            }
            assertThat(actual[i++]).as("seed %d", seed).isEqualTo(requantized(acc, requant.get(oc), y.zeroPoint()));
          }
        }
      }
      cases++;
    }
    assertThat(cases).isEqualTo(CASES);
  }

  @Test
  void linear() {
    Random random = new Random(1);
    QTensor x = tensor(random, "x", 1, 3, 17);
    QTensor y = tensor(random, "y", 1, 3, 6);
    byte[] weights = new byte[6 * 17];
    random.nextBytes(weights);
    int[] bias = random.ints(6, -5000, 5000).toArray();
    List<Requant> requant = IntStream.range(0, 6).mapToObj(c -> requant(random)).toList();
    byte[] codes = codes(random, x);
    byte[] actual = run(new QLinear(6, weights, new float[6], bias, requant, LOW, HIGH), x, codes, null, null, y);
    for (int i = 0; i < actual.length; i++) {
      long acc = bias[i % 6];
      for (int k = 0; k < 17; k++) {
        acc += (long) weights[i % 6 * 17 + k] * ((codes[i / 6 * 17 + k] & 0xff) - x.zeroPoint());
      }
      assertThat(actual[i]).isEqualTo(requantized(acc, requant.get(i % 6), y.zeroPoint()));
    }
  }

  @Test
  void pools() {
    int cases = 0;
    for (int seed = 0; cases < CASES; seed++) {
      Random random = new Random(seed);
      Window w = GraphCases.window(random, random.nextBoolean());
      QTensor x = tensor(random, "x", 1, 2, 1 + random.nextInt(6), 1 + random.nextInt(6));
      if (GraphCases.misfits(w, x.shape().dim(2), x.shape().dim(3))) {
        continue;
      }
      QTensor y = tensor(random, "y", 1, 2, w.output(0, x.shape().dim(2)), w.output(1, x.shape().dim(3)));
      boolean include = random.nextBoolean();
      TreeMap<Integer, Requant> requant = new TreeMap<>();
      IntStream.rangeClosed(1, 9).forEach(count -> requant.put(count, requant(random)));
      byte[] codes = codes(random, x);
      byte[] largest = run(new QMaxPool(w), x, codes, null, null, y);
      byte[] average = run(new QAveragePool(w, include, requant, LOW, HIGH), x, codes, null, null, y);
      for (int i = 0; i < average.length; i++) {
        int c = i % y.shape().dim(3);
        int r = i / y.shape().dim(3) % y.shape().dim(2);
        int max = 0;
        int count = 0;
        long acc = 0;
        for (int kr = 0; kr < w.kernel().get(0); kr++) {
          for (int kc = 0; kc < w.kernel().get(1); kc++) {
            int row = r * w.strides().get(0) - w.padsBegin().get(0) + kr * w.dilations().get(0);
            int column = c * w.strides().get(1) - w.padsBegin().get(1) + kc * w.dilations().get(1);
            boolean valid = inside(x, row, column);
            if (valid) {
              int value = at(codes, x, i / y.shape().product(2, 4), row, column);
              acc += value;
              max = Math.max(max, value + x.zeroPoint());
            }
            boolean padded = row < x.shape().dim(2) + w.padsEnd().get(0) && column < x.shape().dim(3) + w.padsEnd().get(1);
            count += valid || include && padded ? 1 : 0;
          }
        }
        assertThat(largest[i]).as("seed %d", seed).isEqualTo((byte) max);
        byte none = (byte) Math.max(LOW, Math.min(HIGH, y.zeroPoint()));
        assertThat(average[i]).as("seed %d", seed).isEqualTo(count == 0 ? none : requantized(acc, requant.get(count), y.zeroPoint()));
      }
      cases++;
    }
    assertThat(cases).isEqualTo(CASES);
  }

  @Test
  void sumsAndProducts() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      QTensor a = tensor(random, "a", 1, 3, 2, 4);
      QTensor b = tensor(random, "b", 1, 3, 2, 4);
      QTensor channel = tensor(random, "b", 3, 1, 1);
      QTensor y = tensor(random, "y", 1, 3, 2, 4);
      byte[] ca = codes(random, a);
      byte[] cb = codes(random, b);
      QAdd add = new QAdd(random.nextInt(1 << 21), -random.nextInt(1 << 21), 1 + random.nextInt(22), LOW, HIGH);
      byte[] sum = run(add, a, ca, b, cb, y);
      Requant q = requant(random);
      byte[] product = run(new QMul(q, LOW, HIGH), a, ca, channel, Arrays.copyOf(cb, 3), y);
      for (int i = 0; i < sum.length; i++) {
        long va = (ca[i] & 0xff) - a.zeroPoint();
        long vb = (cb[i] & 0xff) - b.zeroPoint();
        long rounded = Math.floorDiv(va * add.ma() + vb * add.mb() + (1L << (add.r() - 1)), 1L << add.r());
        assertThat(sum[i]).as("seed %d", seed).isEqualTo((byte) Math.max(LOW, Math.min(HIGH, y.zeroPoint() + rounded)));
        long vc = (cb[i / 8] & 0xff) - channel.zeroPoint();
        assertThat(product[i]).as("seed %d", seed).isEqualTo(requantized(va * vc, q, y.zeroPoint()));
      }
    }
  }

  @Test
  void moves() {
    Random random = new Random(2);
    QTensor x = tensor(random, "x", 1, 2, 3);
    byte[] codes = {0, 1, 2, 10, 11, (byte) 212};
    byte[] table = new byte[256];
    random.nextBytes(table);
    byte[] mapped = run(new QTable(table), x, codes, null, null, tensor(random, "y", 1, 2, 3));
    assertThat(mapped).containsExactly(table[0], table[1], table[2], table[10], table[11], table[212]);
    assertThat(run(new QReshape(), x, codes, null, null, tensor(random, "y", 1, 6))).isEqualTo(codes);
    assertThat(run(new QTranspose(List.of(0, 2, 1)), x, codes, null, null, tensor(random, "y", 1, 3, 2)))
        .containsExactly(0, 10, 1, 11, 2, (byte) 212);
    assertThat(run(new QPad(List.of(0, 1, -1), List.of(0, 0, 1), 7), x, codes, null, null, tensor(random, "y", 1, 3, 3)))
        .containsExactly(7, 7, 7, 1, 2, 7, 11, (byte) 212, 7);
    byte[] more = {90, 91};
    assertThat(run(new QConcat(2), x, codes, tensor(random, "b", 1, 2, 1), more, tensor(random, "y", 1, 2, 4)))
        .containsExactly(0, 1, 2, 90, 10, 11, (byte) 212, 91);
  }

  @Test
  void splitAtTheInputAndWrongSamples() {
    QTensor x = new QTensor("x", Shape.of(1, 4), 1f, 0);
    QGraph empty = new QGraph("x", "x", List.of(), Map.of("x", x));
    assertThat(FrozenExecutor.latent(empty, new byte[] {1, 2, 3, 4})).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> FrozenExecutor.latent(empty, new byte[3])).hasMessageContaining("4 codes, not 3");
  }
}
