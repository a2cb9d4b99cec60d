package dev.reprise.compiler.inspect;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.split.Splits;
import java.util.List;

/**
 * What {@code reprise inspect} shows of a model; a Jackson-ready record.
 *
 * @param model the graph's name
 * @param input name of the input
 * @param inputShape batch 1
 * @param layers every node of the canonical graph, in order
 * @param macs of one sample's forward pass
 * @param weights of the whole model, without biases
 * @param biases of the whole model
 * @param splits every legal split, from the input on
 */
public record Inspection(
    String model,
    String input,
    Shape inputShape,
    List<LayerFigures> layers,
    long macs,
    long weights,
    long biases,
    List<SplitFigures> splits) {
  public Inspection {
    layers = List.copyOf(layers);
    splits = List.copyOf(splits);
  }

  /** @param graph canonical, and accepted by {@link dev.reprise.compiler.canonicalize.LearnerCheck} */
  public static Inspection of(Graph graph) {
    List<LayerFigures> layers = graph.nodes().stream().map(n -> LayerFigures.of(graph, n)).toList();
    String input = graph.inputs().get(0);
    return new Inspection(
        graph.name(),
        input,
        graph.shape(input),
        layers,
        layers.stream().mapToLong(LayerFigures::macs).sum(),
        layers.stream().mapToLong(LayerFigures::weights).sum(),
        layers.stream().mapToLong(LayerFigures::biases).sum(),
        Splits.legal(graph).stream().map(p -> SplitFigures.of(graph, p)).toList());
  }
}
