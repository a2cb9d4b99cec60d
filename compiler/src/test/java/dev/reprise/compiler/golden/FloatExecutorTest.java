package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The forward pass against the sentences of N2.1, element by element and bit by bit. */
class FloatExecutorTest {
  private static final int CASES = 150;

  @Test
  void convolutionFollowsTheDocumentedOrder() {
    int cases = 0;
    for (int seed = 0; cases < CASES; seed++) {
      Random random = new Random(seed);
      int groups = 1 + random.nextInt(3);
      int perGroup = 1 + random.nextInt(3);
      int outChannels = groups * (1 + random.nextInt(2));
      Window window = GraphCases.window(random, false);
      int h = 1 + random.nextInt(7);
      int w = 1 + random.nextInt(7);
      if (GraphCases.misfits(window, h, w)) {
        continue;
      }
      Tensor x = GraphCases.tensor(random, 1 + random.nextInt(2), groups * perGroup, h, w);
      Tensor weights = GraphCases.tensor(random, outChannels, perGroup, window.kernel().get(0), window.kernel().get(1));
      Tensor bias = random.nextBoolean() ? GraphCases.tensor(random, outChannels) : null;
      for (Accumulate accumulate : Accumulate.values()) {
        Tensor y = run(new Conv(window, groups), x, weights, bias, accumulate);
        assertThat(y.floats()).as("seed %d, %s", seed, accumulate).isEqualTo(conv(window, groups, x, weights, bias, y.shape(), accumulate));
      }
      cases++;
    }
    assertThat(cases).isEqualTo(CASES);
  }

  @Test
  void linearStartsAtTheBiasAndAscends() {
    Random random = new Random(7);
    Tensor x = GraphCases.tensor(random, 2, 3, 37);
    Tensor weights = GraphCases.tensor(random, 5, 37);
    Tensor bias = GraphCases.tensor(random, 5);
    for (Accumulate accumulate : Accumulate.values()) {
      Tensor y = run(new Linear(), x, weights, bias, accumulate);
      for (int i = 0; i < y.floats().length; i++) {
        float acc = bias.floats()[i % 5];
        for (int k = 0; k < 37; k++) {
          acc = accumulate.mac(acc, x.floats()[i / 5 * 37 + k], weights.floats()[i % 5 * 37 + k]);
        }
        assertThat(y.floats()[i]).isEqualTo(acc);
      }
    }
  }

  @Test
  void wrongInputIsNamed() {
    Graph graph =
        Graph.inferred("g", Map.of("x", TensorType.f32(1, 4)), List.of("y"), List.of(new Node("r", new Relu(), List.of("x"), "y")), Map.of());
    assertThatThrownBy(() -> FloatExecutor.run(graph, Map.of(), Accumulate.FUSED)).hasMessageContaining("input x needs f32[1x4]");
    assertThatThrownBy(() -> FloatExecutor.run(graph, Map.of("x", Tensor.zeros(Shape.of(4))), Accumulate.FUSED))
        .hasMessageContaining("f32[1x4], not f32[4]");
  }

  private static Tensor run(Op op, Tensor x, Tensor w, Tensor b, Accumulate accumulate) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    constants.put("w", w);
    if (b != null) {
      constants.put("b", b);
    }
    Node node = new Node("n", op, b == null ? List.of("x", "w") : List.of("x", "w", "b"), "y");
    Graph graph = Graph.inferred("g", Map.of("x", x.tensorType()), List.of("y"), List.of(node), constants);
    return FloatExecutor.run(graph, Map.of("x", x), accumulate).get("y");
  }

  /** N2.1 read literally. */
  private static float[] conv(Window window, int groups, Tensor x, Tensor w, Tensor b, Shape out, Accumulate accumulate) {
    int perGroup = w.shape().dim(1);
    int outPerGroup = w.shape().dim(0) / groups;
    int height = x.shape().dim(2);
    int width = x.shape().dim(3);
    float[] y = new float[out.elements()];
    int i = 0;
    for (int n = 0; n < out.dim(0); n++) {
      for (int oc = 0; oc < out.dim(1); oc++) {
        for (int r = 0; r < out.dim(2); r++) {
          for (int c = 0; c < out.dim(3); c++) {
            float acc = b == null ? 0f : b.floats()[oc];
            for (int ic = 0; ic < perGroup; ic++) {
              for (int kr = 0; kr < w.shape().dim(2); kr++) {
                for (int kc = 0; kc < w.shape().dim(3); kc++) {
                  int xr = r * window.strides().get(0) - window.padsBegin().get(0) + kr * window.dilations().get(0);
                  int xc = c * window.strides().get(1) - window.padsBegin().get(1) + kc * window.dilations().get(1);
                  if (xr >= 0 && xr < height && xc >= 0 && xc < width) {
                    int channel = oc / outPerGroup * perGroup + ic;
                    float xv = x.floats()[((n * x.shape().dim(1) + channel) * height + xr) * width + xc];
                    float wv = w.floats()[((oc * perGroup + ic) * w.shape().dim(2) + kr) * w.shape().dim(3) + kc];
                    acc = accumulate.mac(acc, xv, wv);
                  }
                }
              }
            }
            y[i++] = acc;
          }
        }
      }
    }
    return y;
  }
}
