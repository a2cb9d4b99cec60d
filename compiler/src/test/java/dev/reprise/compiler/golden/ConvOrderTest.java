package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.golden.op.Mac;
import dev.reprise.compiler.golden.op.OperatorTable;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Convolution in every direction against N2.1 to N2.4 read literally, element by element and bit by bit. */
class ConvOrderTest {
  private static final int CASES = 200;

  /** A case and its geometry. */
  private record Case(Window window, int groups, Tensor x, Tensor w, Tensor b, Shape y) {
    int perGroup() {
      return w.shape().dim(1);
    }

    int outPerGroup() {
      return w.shape().dim(0) / groups;
    }

    /** The input element that tap (kr, kc) of output (n, oc, r, c) reads in channel ic of the group, or -1 in the padding. */
    int input(int n, int oc, int ic, int r, int c, int kr, int kc) {
      int row = r * window.strides().get(0) - window.padsBegin().get(0) + kr * window.dilations().get(0);
      int column = c * window.strides().get(1) - window.padsBegin().get(1) + kc * window.dilations().get(1);
      boolean inside = row >= 0 && row < x.shape().dim(2) && column >= 0 && column < x.shape().dim(3);
      int channel = oc / outPerGroup() * perGroup() + ic;
      return inside ? ((n * x.shape().dim(1) + channel) * x.shape().dim(2) + row) * x.shape().dim(3) + column : -1;
    }

    int weight(int oc, int ic, int kr, int kc) {
      return ((oc * perGroup() + ic) * w.shape().dim(2) + kr) * w.shape().dim(3) + kc;
    }
  }

  private static Case random(Random random) {
    boolean pointwise = random.nextInt(3) == 0;
    int groups = pointwise ? 1 : 1 + random.nextInt(3);
    int perGroup = 1 + random.nextInt(pointwise ? 40 : 3);
    int outChannels = groups * (1 + random.nextInt(pointwise ? 40 : 2));
    Window window = pointwise ? Window.square(1, 1, 0) : GraphCases.window(random, false);
    int h = 1 + random.nextInt(6);
    int w = 1 + random.nextInt(6);
    if (GraphCases.misfits(window, h, w)) {
      return null;
    }
    Tensor x = GraphCases.tensor(random, 1 + random.nextInt(3), groups * perGroup, h, w);
    Tensor weights = GraphCases.tensor(random, outChannels, perGroup, window.kernel().get(0), window.kernel().get(1));
    Tensor bias = random.nextBoolean() ? GraphCases.tensor(random, outChannels) : null;
    Shape y = new Conv(window, groups).infer(List.of(x.tensorType(), weights.tensorType())).get(0).shape();
    return new Case(window, groups, x, weights, bias, y);
  }

  @Test
  void everyDirectionFollowsTheDocumentedOrder() {
    int cases = 0;
    for (int seed = 0; cases < CASES; seed++) {
      Random random = new Random(seed);
      Case c = random(random);
      if (c == null) {
        continue;
      }
      float[] dy = GraphCases.tensor(random, c.y().dims()).floats();
      float[][] started = Stream.of(c.x(), c.w(), c.b()).map(t -> t == null ? null : new float[t.floats().length]).toArray(float[][]::new);
      started[1] = GraphCases.tensor(random, c.w().shape().dims()).floats(); // a gradient that goes on
      for (Accumulate accumulate : Accumulate.values()) {
        Conv op = new Conv(c.window(), c.groups());
        Tensor[] in = {c.x(), c.w(), c.b()};
        Tensor out = Tensor.zeros(c.y());
        OperatorTable.of(op).forward(op, in, out, Mac.of(accumulate));
        assertThat(out.floats()).as("seed %d, %s, forward", seed, accumulate).isEqualTo(forward(c, accumulate));
        float[][] din = Stream.of(started).map(d -> d == null ? null : d.clone()).toArray(float[][]::new);
        OperatorTable.of(op).backward(op, in, out, dy, din, Mac.of(accumulate));
        float[][] expected = backward(c, dy, started, accumulate);
        for (int i = 0; i < 3; i++) {
          assertThat(din[i]).as("seed %d, %s, gradient of input %d", seed, accumulate, i).isEqualTo(expected[i]);
        }
        assertThat(oneByOne(op, c, dy, started, accumulate)).as("seed %d, %s, by sample", seed, accumulate).isDeepEqualTo(din);
      }
      cases++;
    }
    assertThat(cases).isEqualTo(CASES);
  }

  /** The same gradients from one call per sample. */
  private static float[][] oneByOne(Conv op, Case c, float[] dy, float[][] started, Accumulate accumulate) {
    int n = c.x().shape().dim(0);
    int xs = c.x().floats().length / n;
    int ys = dy.length / n;
    float[][] din = Stream.of(started).map(d -> d == null ? null : d.clone()).toArray(float[][]::new);
    for (int s = 0; s < n; s++) {
      Tensor x = Tensor.f32(c.x().shape().withDim(0, 1), Arrays.copyOfRange(c.x().floats(), s * xs, (s + 1) * xs));
      float[] dx = new float[xs];
      Tensor out = Tensor.zeros(c.y().withDim(0, 1));
      Tensor[] in = {x, c.w(), c.b()};
      OperatorTable.of(op)
          .backward(op, in, out, Arrays.copyOfRange(dy, s * ys, (s + 1) * ys), new float[][] {dx, din[1], din[2]}, Mac.of(accumulate));
      System.arraycopy(dx, 0, din[0], s * xs, xs);
    }
    return din;
  }

  private interface Output {
    void at(int i, int n, int oc, int r, int c);
  }

  private static void outputs(Shape y, Output output) {
    int i = 0;
    for (int n = 0; n < y.dim(0); n++) {
      for (int oc = 0; oc < y.dim(1); oc++) {
        for (int r = 0; r < y.dim(2); r++) {
          for (int c = 0; c < y.dim(3); c++) {
            output.at(i++, n, oc, r, c);
          }
        }
      }
    }
  }

  private interface Tap {
    void at(int ic, int kr, int kc);
  }

  private static void taps(Case k, Tap tap) {
    for (int ic = 0; ic < k.perGroup(); ic++) {
      for (int kr = 0; kr < k.w().shape().dim(2); kr++) {
        for (int kc = 0; kc < k.w().shape().dim(3); kc++) {
          tap.at(ic, kr, kc);
        }
      }
    }
  }

  private static float[] forward(Case k, Accumulate accumulate) {
    float[] y = new float[k.y().elements()];
    outputs(
        k.y(),
        (i, n, oc, r, c) -> {
          y[i] = k.b() == null ? 0f : k.b().floats()[oc];
          taps(
              k,
              (ic, kr, kc) -> {
                int at = k.input(n, oc, ic, r, c, kr, kc);
                y[i] = at < 0 ? y[i] : accumulate.mac(y[i], k.x().floats()[at], k.w().floats()[k.weight(oc, ic, kr, kc)]);
              });
        });
    return y;
  }

  /** For each element of dx and dw its terms are met in the order of N2.2 and N2.3, because these loops are nested in that order. */
  private static float[][] backward(Case k, float[] dy, float[][] started, Accumulate accumulate) {
    float[] dx = new float[k.x().floats().length];
    float[] dw = started[1].clone();
    float[] db = started[2] == null ? null : started[2].clone();
    Shape y = k.y();
    for (int oc = 0; oc < y.dim(1); oc++) {
      int channel = oc;
      taps(
          k,
          (ic, kr, kc) ->
              outputs(
                  y,
                  (i, n, o, r, c) -> {
                    int at = o == channel ? k.input(n, o, ic, r, c, kr, kc) : -1;
                    if (at >= 0) {
                      dx[at] = accumulate.mac(dx[at], dy[i], k.w().floats()[k.weight(o, ic, kr, kc)]);
                      int weight = k.weight(o, ic, kr, kc);
                      dw[weight] = accumulate.mac(dw[weight], dy[i], k.x().floats()[at]);
                    }
                  }));
    }
    outputs(y, (i, n, oc, r, c) -> {
      if (db != null) {
        db[oc] = db[oc] + dy[i];
      }
    });
    return new float[][] {dx, dw, db};
  }
}
