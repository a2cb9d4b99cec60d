package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded random stages of pointwise and depthwise convolutions in turn; samples as those of {@link RandomStages}. */
public final class SeparableStages {
  private static final int BLOCKS = 2;

  private final Random random;
  private final Map<String, TensorType> types = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private String value = "x";

  private SeparableStages(long seed) {
    random = new Random(seed);
  }

  public static Graph graph(long seed) {
    return new SeparableStages(seed).build();
  }

  private Graph build() {
    types.put("x", TensorType.f32(1, 1 + random.nextInt(6), 4 + random.nextInt(14), 4 + random.nextInt(10)));
    for (int i = 0; i < BLOCKS; i++) {
      conv(Window.square(1, 1, 0), 1, 4 + random.nextInt(20));
      int channels = types.get(value).shape().dim(1);
      conv(random.nextBoolean() ? narrow() : general(), channels, channels);
    }
    Map<String, TensorType> inputs = new LinkedHashMap<>(Map.of("x", types.get("x")));
    return Graph.inferred("separable", inputs, List.of(value), nodes, constants);
  }

  /** 3x3 of stride 1. */
  private Window narrow() {
    return new Window(List.of(3, 3), List.of(1, 1), List.of(1, 1), pads(3), pads(3), false);
  }

  private Window general() {
    Shape x = types.get(value).shape();
    int size = Math.min(x.dim(2), x.dim(3));
    int kernel = 1 + random.nextInt(Math.min(4, size));
    int dilation = size >= 7 ? 1 + random.nextInt(2) : 1;
    return new Window(List.of(kernel, kernel), List.of(1 + random.nextInt(2), 1 + random.nextInt(3)), List.of(dilation, 1), pads(kernel), pads(kernel), false);
  }

  /** At least one where the kernel has more than one tap, so that planes do not vanish. */
  private List<Integer> pads(int kernel) {
    int least = Math.min(1, kernel - 1);
    return List.of(least + random.nextInt(kernel - least), least + random.nextInt(kernel - least));
  }

  private void conv(Window w, int groups, int outputs) {
    int inputs = types.get(value).shape().dim(1) / groups;
    int fan = inputs * w.kernel().get(0) * w.kernel().get(1);
    String weights = constant(1 / Math.sqrt(fan), outputs, inputs, w.kernel().get(0), w.kernel().get(1));
    add(new Conv(w, groups), value, weights, constant(0.5, outputs));
    add(new Relu(), value);
  }

  private void add(Op op, String... inputs) {
    TensorType out = op.infer(List.of(inputs).stream().map(types::get).toList()).get(0);
    value = "v" + nodes.size();
    nodes.add(new Node(op.kind() + nodes.size(), op, List.of(inputs), value));
    types.put(value, out);
  }

  private String constant(double spread, int... dims) {
    float[] v = new float[Shape.of(dims).elements()];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) (random.nextGaussian() * spread);
    }
    String name = "c" + constants.size();
    constants.put(name, Tensor.f32(Shape.of(dims), v));
    types.put(name, TensorType.f32(dims));
    return name;
  }
}
