package dev.reprise.host.learn;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.host.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A learner of two small layers and separable data for it. */
public final class TinyLearner {
  public static final int INPUTS = 8;
  public static final int CLASSES = 4;

  private TinyLearner() {}

  public static LearnerModel model(int slots, int eventLatents) {
    Random random = new Random(1);
    Graph graph =
        Graph.inferred(
            "tiny",
            Map.of("input", TensorType.f32(Shape.of(1, INPUTS))),
            List.of("logits"),
            List.of(
                new Node("hidden", new Linear(), List.of("input", "hidden.weight", "hidden.bias"), "h"),
                new Node("relu", new Relu(), List.of("h"), "r"),
                new Node("out", new Linear(), List.of("r", "out.weight", "out.bias"), "logits")),
            Map.of(
                "hidden.weight", random(random, 16, INPUTS), "hidden.bias", Tensor.zeros(Shape.of(16)),
                "out.weight", random(random, CLASSES, 16), "out.bias", Tensor.zeros(Shape.of(CLASSES))));
    QTensor input = new QTensor("input", Shape.of(1, INPUTS), 1f / 255, 0);
    return new LearnerModel(
        "tiny", new QGraph("input", "input", List.of(), Map.of("input", input)), 7, graph, LearnerModel.Head.NONE,
        List.of("hidden.weight", "hidden.bias", "out.weight", "out.bias"), CLASSES, slots, Policy.RANDOM, 60, eventLatents, 1, true, training());
  }

  public static TrainingConfig training() {
    return new TrainingConfig(3, 6, 5, 15, 0.05f, 0.9f, false, 0f, Schedule.CONSTANT, 1f, 1, 0f);
  }

  private static Tensor random(Random random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * 0.4);
    }
    return Tensor.f32(Shape.of(rows, columns), values);
  }

  /** {@code perClass} samples per class, class by class in turn: two inputs are bright in each class, with noise. */
  public static Dataset data(int perClass, long seed) {
    Random random = new Random(seed);
    float[][] samples = new float[perClass * CLASSES][INPUTS];
    for (int i = 0; i < samples.length; i++) {
      for (int k = 0; k < INPUTS; k++) {
        samples[i][k] = random.nextFloat() * 0.3f + (k / 2 == i % CLASSES ? 0.6f : 0f);
      }
    }
    return new Dataset() {
      @Override
      public String name() {
        return "blobs";
      }

      @Override
      public int size() {
        return samples.length;
      }

      @Override
      public Shape shape() {
        return Shape.of(INPUTS);
      }

      @Override
      public int classes() {
        return CLASSES;
      }

      @Override
      public float[] sample(int index) {
        return samples[index].clone();
      }

      @Override
      public int label(int index) {
        return index % CLASSES;
      }
    };
  }
}
