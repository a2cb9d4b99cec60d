package dev.reprise.compiler.golden;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Learner models without a frozen stage: the input's codes are the latent. */
final class TestModels {
  private TestModels() {}

  /** A learner over any adaptive graph. */
  static LearnerModel model(Graph adaptive, List<String> trainable, int bits, int slots, Policy policy, TrainingConfig training) {
    Shape latent = adaptive.shape(adaptive.inputs().get(0));
    QTensor input = new QTensor("codes", latent, 1f / 64, 128);
    int classes = adaptive.shape(adaptive.outputs().get(0)).elements();
    return new LearnerModel(
        "test", new QGraph("codes", "codes", List.of(), Map.of("codes", input)), bits, adaptive, LearnerModel.Head.NONE, trainable, classes,
        slots, policy, 1000, 0, 1, true, training);
  }

  /** One linear layer. */
  static LearnerModel linear(int features, int classes, int slots, Policy policy, TrainingConfig training) {
    Random random = new Random(11);
    Map<String, Tensor> constants = new LinkedHashMap<>();
    constants.put("w", GraphCases.tensor(random, classes, features));
    constants.put("b", GraphCases.tensor(random, classes));
    Node node = new Node("fc", new Linear(), List.of("x", "w", "b"), "logits");
    Graph graph = Graph.inferred("g", Map.of("x", TensorType.f32(1, features)), List.of("logits"), List.of(node), constants);
    return model(graph, List.of("w", "b"), 8, slots, policy, training);
  }
}
