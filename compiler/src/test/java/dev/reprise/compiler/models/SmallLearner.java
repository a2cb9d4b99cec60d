package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.Requant;
import dev.reprise.compiler.quantize.op.QConv;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A learner small enough to read: one integer convolution below, a residual convolution, a pool and a classifier above. */
public final class SmallLearner {
  private SmallLearner() {}

  /** Input 1x4x4 codes, latent 2x4x4, 3 classes. */
  public static LearnerModel model(int latentBits, int microBatch, boolean momentum) {
    return new LearnerModel(
        "small",
        frozen(),
        latentBits,
        adaptive(),
        LearnerModel.Head.NONE,
        List.of("conv.w", "conv.b", "fc.w", "fc.b"),
        3,
        5,
        Policy.RANDOM,
        8,
        4,
        microBatch,
        momentum,
        TrainingConfig.defaults());
  }

  private static QGraph frozen() {
    QTensor in = new QTensor("input", Shape.of(1, 1, 4, 4), 1f / 255, 0);
    QTensor out = new QTensor("latent", Shape.of(1, 2, 4, 4), 0.02f, 0);
    QConv conv =
        new QConv(
            Window.square(3, 1, 1),
            2,
            1,
            ramp(18),
            new float[] {0.01f, 0.02f},
            new int[] {5, -7},
            List.of(new Requant(1 << 30, 0, 2), new Requant(1_500_000_000, 0, 3)),
            0,
            255);
    return new QGraph(
        "input",
        "latent",
        List.of(new QNode("stem", conv, List.of("input"), "latent", "stem")),
        Map.of("input", in, "latent", out));
  }

  private static byte[] ramp(int n) {
    byte[] b = new byte[n];
    for (int i = 0; i < n; i++) {
      b[i] = (byte) (i * 29 % 255 - 127);
    }
    return b;
  }

  private static Graph adaptive() {
    List<Node> nodes =
        List.of(
            new Node("conv", new Conv(Window.square(3, 1, 1), 1), List.of("latent", "conv.w", "conv.b"), "c"),
            new Node("relu", new Relu(), List.of("c"), "r"),
            new Node("sum", new Add(), List.of("r", "latent"), "s"),
            new Node(
                "pool", new AveragePool(new Window(twice(4), twice(1), twice(1), twice(0), twice(0), false), false), List.of("s"), "p"),
            new Node("flat", new Reshape(Shape.of(1, 2)), List.of("p"), "f"),
            new Node("fc", new Linear(), List.of("f", "fc.w", "fc.b"), "logits"));
    Map<String, Tensor> constants = new java.util.LinkedHashMap<>();
    constants.put("conv.w", floats(2, 2, 3, 3));
    constants.put("conv.b", floats(2));
    constants.put("fc.w", floats(3, 2));
    constants.put("fc.b", floats(3));
    return Graph.inferred("adaptive", Map.of("latent", TensorType.f32(1, 2, 4, 4)), List.of("logits"), nodes, constants);
  }

  private static List<Integer> twice(int v) {
    return Collections.nCopies(2, v);
  }

  private static Tensor floats(int... dims) {
    Shape s = Shape.of(dims);
    float[] data = new float[s.elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (i * 37 % 64 - 32) / 128f;
    }
    return Tensor.f32(s, data);
  }
}
