package dev.reprise.compiler.inspect;

import java.util.Locale;

/** {@link Inspection} as plain text. */
public final class InspectionTable {
  private static final String[] SPLIT_HEADINGS = {
    "split", "after", "latent", "B/32bit", "B/8", "B/7", "B/6", "frozen", "adaptive", "weights", "weight B", "activ B", "total B",
    "minibatch"
  };

  private static final String LEGEND =
      """

      B/32bit to B/6: bytes of one stored latent. frozen, adaptive: MAC of one sample through each stage. weights: trained, without
      biases. weight B: weights and biases; gradients and momentum take as much again each. activ B: inputs of the trained layers, kept at
      micro-batch 1. total B: all four. minibatch: MAC of training on 128 latents. k = 10^3, M = 10^6, G = 10^9.
      """;

  private InspectionTable() {}

  /**
   * Two tables, the layers and the splits, each line ending in a newline.
   *
   * @param color whether ANSI escapes may be used
   * @param width columns of the terminal; names are cut to fit, figures never
   */
  public static String render(Inspection inspection, boolean color, int width) {
    return header(inspection) + "\n" + layers(inspection, color, width) + "\n" + splits(inspection, color, width);
  }

  private static String header(Inspection i) {
    return String.format(
        Locale.ROOT,
        "%s: input %s %s, %d nodes, %s MAC, %s weights, %s biases\n",
        i.model().isEmpty() ? "model" : i.model(),
        i.input(),
        i.inputShape(),
        i.layers().size(),
        Quantity.count(i.macs()),
        Quantity.count(i.weights()),
        Quantity.count(i.biases()));
  }

  private static String layers(Inspection inspection, boolean color, int width) {
    TextTable table = new TextTable(1, "layer", "operator", "output", "MAC", "weights", "biases");
    for (LayerFigures l : inspection.layers()) {
      boolean plain = l.weights() == 0;
      table.row(
          plain,
          l.name(),
          l.operator(),
          l.shape().toString(),
          plain ? "" : Quantity.count(l.macs()),
          plain ? "" : Quantity.count(l.weights()),
          l.biases() == 0 ? "" : Quantity.count(l.biases()));
    }
    return table.render(color, width);
  }

  private static String splits(Inspection inspection, boolean color, int width) {
    if (inspection.splits().isEmpty()) {
      return "No legal split: there is no layer with weights to train.\n";
    }
    TextTable table = new TextTable(2, SPLIT_HEADINGS);
    boolean early = false;
    for (SplitFigures s : inspection.splits()) {
      early |= !s.point().preferred();
      table.row(
          !s.point().preferred(),
          s.point().number() + (s.point().preferred() ? "" : "*"),
          s.point().node().isEmpty() ? "(input) " + s.point().value() : s.point().node(),
          Long.toString(s.latentElements()),
          Quantity.count(s.replayBytes().bits32()),
          Quantity.count(s.replayBytes().bits8()),
          Quantity.count(s.replayBytes().bits7()),
          Quantity.count(s.replayBytes().bits6()),
          Quantity.count(s.frozenMacs()),
          Quantity.count(s.adaptiveMacs()),
          Quantity.count(s.trainableWeights()),
          Quantity.count(s.memory().weights()),
          Quantity.count(s.memory().activations()),
          Quantity.count(s.memory().total()),
          Quantity.count(s.minibatchMacs()));
    }
    return table.render(color, width)
        + LEGEND
        + (early ? "* right before an activation: the split behind it is the better one.\n" : "");
  }
}
