package dev.reprise.host.bench;

import dev.reprise.compiler.program.Phase;

/** Which calls are too small to be held to a figure of a layer that fills the registers: what a block of sums costs besides its products has too few of them to be spread over. */
final class SmallShapes {
  static final String RULE =
      "small, and held to no figure: fewer than 20000 multiply-accumulates, fewer than 8 channels (linear: features) on a side, fewer than 16 outputs to a channel, or sums of fewer than 16 "
          + "products. Depthwise layers: windows narrower than 3, outputs fewer than 4 to a row or, but for 1-D, to a column, or sums of fewer than 6 products (input gradient: 2). Linear "
          + "layers: fewer than 32 inputs; the weight gradient, whose sums are of one product at batch 1, is held";

  private static final long LEAST_MACS = 20_000;
  /** Rows and columns of a block of sums, its sums, and channels that make two blocks. */
  private static final int BLOCK_SIDE = 4;
  private static final int BLOCK = 16;
  private static final int TWO_BLOCKS = 8;
  private static final int LEAST_INPUTS = 32;
  private static final int NARROWEST_WINDOW = 3;
  private static final int DEPTHWISE_PRODUCTS = 6;
  private static final int DEPTHWISE_GRADIENT_PRODUCTS = 2;

  private SmallShapes() {}

  static boolean isSmall(LayerShape shape, Phase phase) {
    if (shape.macs() < LEAST_MACS || shape.fewestChannels() < TWO_BLOCKS) {
      return true;
    }
    if (shape instanceof LinearShape l) {
      return l.in() < LEAST_INPUTS || (phase != Phase.WEIGHT_GRADIENT && products(shape, phase) < BLOCK);
    }
    ConvShape c = (ConvShape) shape;
    return c.positions() < BLOCK || (c.depthwise() && isNarrow(c)) || products(shape, phase) < least(c, phase);
  }

  private static boolean isNarrow(ConvShape c) {
    int rows = c.window().output(0, c.height());
    int columns = c.window().output(1, c.width());
    return c.window().kernel().get(1) < NARROWEST_WINDOW || columns < BLOCK_SIDE || (rows < BLOCK_SIDE && c.height() > 1);
  }

  private static int least(ConvShape c, Phase phase) {
    if (!c.depthwise() || phase == Phase.WEIGHT_GRADIENT) {
      return BLOCK;
    }
    return phase == Phase.INPUT_GRADIENT ? DEPTHWISE_GRADIENT_PRODUCTS : DEPTHWISE_PRODUCTS;
  }

  /** Of a sum, on average. */
  private static double products(LayerShape shape, Phase phase) {
    long sums = phase == Phase.INPUT_GRADIENT ? shape.inputs() : phase == Phase.WEIGHT_GRADIENT ? shape.weights() : shape.outputs();
    return (double) shape.macs() / sums;
  }
}
