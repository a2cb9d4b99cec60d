package dev.reprise.compiler.inspect;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one legal split costs.
 *
 * @param point the split
 * @param latentElements of one sample
 * @param replayBytes of one sample
 * @param frozenMacs of one sample through the frozen stage
 * @param adaptiveMacs of one sample forward through the adaptive stage
 * @param trainableWeights elements, without biases
 * @param trainableBiases elements
 * @param memory at micro-batch 1
 * @param minibatchMacs training on a minibatch of {@value #MINIBATCH} latents: forward, weight gradients and input gradients (not of layers
 *     before which nothing is trained)
 * @param minibatchFrozenMacs the frozen stage on the {@value #NEW} new samples of that minibatch; the {@value #REPLAYED} others are
 *     replayed
 */
public record SplitFigures(
    SplitPoint point,
    long latentElements,
    ReplayBytes replayBytes,
    long frozenMacs,
    long adaptiveMacs,
    long trainableWeights,
    long trainableBiases,
    TrainingMemory memory,
    long minibatchMacs,
    long minibatchFrozenMacs) {

  /** Samples of a minibatch in the QLR-CL protocol (arXiv 2110.10486). */
  public static final int MINIBATCH = 128;

  /** New samples among them. */
  public static final int NEW = 21;

  /** Replayed samples among them. */
  public static final int REPLAYED = MINIBATCH - NEW;

  static SplitFigures of(Graph graph, SplitPoint point) {
    Adaptive stage = new Adaptive(graph, point.value());
    long total = graph.nodes().stream().mapToLong(n -> LayerFigures.of(graph, n).macs()).sum();
    long elements = point.shape().elements();
    long parameterBytes = 4 * (stage.weights + stage.biases);
    return new SplitFigures(
        point,
        elements,
        ReplayBytes.of(elements),
        total - stage.macs,
        stage.macs,
        stage.weights,
        stage.biases,
        new TrainingMemory(parameterBytes, parameterBytes, parameterBytes, 4 * stage.keptElements),
        MINIBATCH * (2 * stage.macs + stage.inputGradientMacs),
        NEW * (total - stage.macs));
  }

  /** Sums over the nodes behind a latent. */
  private static final class Adaptive {
    long macs;
    long weights;
    long biases;
    long inputGradientMacs;
    long keptElements;

    Adaptive(Graph graph, String latent) {
      Set<String> behind = new HashSet<>(List.of(latent));
      Set<String> needGradient = new HashSet<>();
      Set<String> kept = new LinkedHashSet<>();
      for (Node node : graph.nodes()) {
        if (node.inputs().stream().noneMatch(behind::contains)) {
          continue;
        }
        behind.addAll(node.outputs());
        boolean trainedBefore = node.inputs().stream().anyMatch(needGradient::contains);
        if (Splits.isWeighted(node)) {
          LayerFigures layer = LayerFigures.of(graph, node);
          macs += layer.macs();
          weights += layer.weights();
          biases += layer.biases();
          inputGradientMacs += trainedBefore ? layer.macs() : 0;
          kept.add(node.input(0));
        }
        if (trainedBefore || Splits.isWeighted(node)) {
          needGradient.addAll(node.outputs());
        }
      }
      keptElements = kept.stream().mapToLong(v -> graph.shape(v).elements()).sum();
    }
  }
}
