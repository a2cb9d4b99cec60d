package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.npz.Npz;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Six optimiser steps of a residual network with a concatenated head against PyTorch (test-vectors/torch): losses and weights within 2e-6 of
 * 1, the first gradient within 1e-6, learning rates within 2e-8.
 */
class PyTorchTrainingTest {
  private static final List<String> TRAINED = List.of("w1", "b1", "w2", "b2", "w3", "b3");

  private final Map<String, Tensor> vectors =
      Npz.read(Path.of(System.getProperty("reprise.home"), "test-vectors", "torch", "training.npz"));

  @ParameterizedTest
  @CsvSource({
    "plain,        0.1,  0,   false, 0,    CONSTANT",
    "momentum,     0.05, 0.9, false, 0,    CONSTANT",
    "nesterov,     0.05, 0.9, true,  0,    CONSTANT",
    "weight_decay, 0.1,  0.5, false, 0.05, CONSTANT",
    "step,         0.2,  0,   false, 0,    STEP",
    "cosine,       0.2,  0.9, false, 0,    COSINE"
  })
  void agreesWithPyTorch(String name, float rate, float momentum, boolean nesterov, float decay, Schedule schedule) {
    TrainingConfig training = new TrainingConfig(1, 1, 4, 0, rate, momentum, nesterov, decay, schedule, 0.5f, 2, 0.01f);
    for (Accumulate accumulate : Accumulate.values()) {
      AdaptiveExecutor executor = new AdaptiveExecutor(model(training), accumulate);
      Tensor x = vectors.get("x");
      int steps = x.shape().dim(0);
      int batch = x.shape().dim(1);
      int elements = x.shape().product(2, 5);
      for (int t = 0; t < steps; t++) {
        executor.zeroGradients();
        float loss = 0f;
        for (int s = t * batch; s < (t + 1) * batch; s++) {
          float[] sample = Arrays.copyOfRange(x.floats(), s * elements, (s + 1) * elements);
          loss += executor.accumulate(sample, (int) vectors.get("labels").longs()[s], 1f / batch);
        }
        assertThat((double) loss / batch).isCloseTo(vectors.get(name + "/loss").doubles()[t], within(2e-6));
        if (t == 0) {
          compare(executor, "first_gradient", 1e-6f);
        }
        float lr = Optimizer.learningRate(training, t, steps);
        assertThat((double) lr).isCloseTo(vectors.get(name + "/rate").doubles()[t], within(2e-8));
        executor.update(training, lr);
      }
      compare(executor, name, 2e-6f);
    }
  }

  private void compare(AdaptiveExecutor executor, String group, float tolerance) {
    for (Parameter p : executor.parameters()) {
      float[] actual = group.equals("first_gradient") ? p.gradient() : p.weight();
      assertThat(actual).as(group + "/" + p.name()).containsExactly(vectors.get(group + "/" + p.name()).floats(), within(tolerance));
    }
  }

  /** The network of make_vectors.py. */
  private LearnerModel model(TrainingConfig training) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    TRAINED.forEach(name -> constants.put(name, vectors.get("initial/" + name)));
    Window half = Window.square(2, 2, 0);
    List<Node> nodes =
        List.of(
            new Node("conv1", new Conv(Window.square(3, 2, 1), 1), List.of("x", "w1", "b1"), "c1"),
            new Node("relu1", new Relu(), List.of("c1"), "h1"),
            new Node("conv2", new Conv(Window.square(3, 1, 1), 1), List.of("h1", "w2", "b2"), "c2"),
            new Node("add", new Add(), List.of("h1", "c2"), "a"),
            new Node("relu2", new Relu(), List.of("a"), "h2"),
            new Node("max", new MaxPool(half), List.of("h2"), "m"),
            new Node("average", new AveragePool(half, false), List.of("h2"), "v"),
            new Node("concat", new Concat(1), List.of("m", "v"), "j"),
            new Node("flatten", new Reshape(Shape.of(1, 48)), List.of("j"), "f"),
            new Node("fc", new Linear(), List.of("f", "w3", "b3"), "logits"));
    Graph graph = Graph.inferred("net", Map.of("x", TensorType.f32(1, 3, 8, 8)), List.of("logits"), nodes, constants);
    return TestModels.model(graph, TRAINED, 8, 0, Policy.RANDOM, training);
  }
}
