package dev.reprise.compiler.models;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link RandomNetwork} that is adaptive from its input on: the frozen stage is empty. */
public final class RandomLearner {
  private static final int CLASSES = 4;

  private RandomLearner() {}

  public static LearnerModel generate(long seed, int microBatch) {
    Graph graph = FrontEnd.of(RandomNetwork.generate(seed, CLASSES)).canonical();
    QTensor input = new QTensor("input", graph.shape("input"), 1f / 255, 0);
    return new LearnerModel(
        graph.name(),
        new QGraph("input", "input", List.of(), Map.of("input", input)),
        8,
        graph,
        LearnerModel.Head.NONE,
        trainable(graph),
        CLASSES,
        6,
        Policy.RANDOM,
        8,
        8,
        microBatch,
        true,
        TrainingConfig.defaults());
  }

  private static List<String> trainable(Graph graph) {
    List<String> names = new ArrayList<>();
    for (Node n : graph.nodes()) {
      if (n.op() instanceof Conv || n.op() instanceof Linear) {
        names.addAll(n.inputs().subList(1, n.inputs().size()));
      }
    }
    return names;
  }
}
