package dev.reprise.host.bench;

import dev.reprise.compiler.ir.op.Window;
import java.util.List;
import java.util.Random;

/** Draws layers of a family. */
final class RandomShapes {
  static final List<String> FAMILIES = List.of("conv", "conv_pw", "conv_dw", "linear");

  /** What is drawn, as printed above the table. */
  static final String RULE =
      "channels 1 to 128 and inputs or outputs of linear layers 1 to 1024, evenly on a logarithmic scale; planes 1 to 28 high and wide, every fifth 1-D and up to 200 wide; windows 1x1 to "
          + "7x7 (conv), 2x2 to 5x5 (conv_dw), strides 1 to 3, pads 0 to half the window on each side by itself; drawn again until there are 10000 to 800000 multiply-accumulates";

  /** Which shapes are too small to be held to a figure. */
  static final String SMALL_RULE =
      "small: fewer than 8 channels on a side, fewer than 32 products to an output (conv_dw: 9) or fewer than 32 outputs to a channel; linear: fewer than 64 inputs or 8 outputs";

  private static final int MOST_CHANNELS = 128;
  private static final int MOST_FEATURES = 1024;
  private static final int MOST_EXTENT = 28;
  private static final int MOST_LENGTH = 200;
  private static final long LEAST_MACS = 10_000;
  private static final long MOST_MACS = 800_000;

  private final Random random;

  RandomShapes(long seed) {
    random = new Random(seed);
  }

  LayerShape next(String family) {
    LayerShape shape;
    do {
      shape = any(family);
    } while (shape == null || shape.macs() < LEAST_MACS || shape.macs() > MOST_MACS);
    return shape;
  }

  private LayerShape any(String family) {
    if (family.equals("linear")) {
      return new LinearShape(logarithmic(MOST_FEATURES), logarithmic(MOST_FEATURES));
    }
    boolean line = random.nextInt(5) == 0;
    int height = line ? 1 : 1 + random.nextInt(MOST_EXTENT);
    int width = 1 + random.nextInt(line ? MOST_LENGTH : MOST_EXTENT);
    int channels = logarithmic(MOST_CHANNELS);
    if (family.equals("conv_pw")) {
      return ConvShape.pointwise(channels, logarithmic(MOST_CHANNELS), height, width);
    }
    boolean depthwise = family.equals("conv_dw");
    Window window = window(line, depthwise ? 2 : 1, depthwise ? 5 : 7);
    if (height + window.padsBegin().get(0) + window.padsEnd().get(0) < window.kernel().get(0)
        || width + window.padsBegin().get(1) + window.padsEnd().get(1) < window.kernel().get(1)) {
      return null;
    }
    if (depthwise) {
      return channels == 1 ? null : ConvShape.depthwise(channels, height, width, window);
    }
    boolean pointwise = window.kernel().equals(List.of(1, 1)) && window.strides().equals(List.of(1, 1));
    return pointwise ? null : new ConvShape(false, channels, height, width, logarithmic(MOST_CHANNELS), window, 1);
  }

  private Window window(boolean line, int least, int most) {
    int kernelHeight = line ? 1 : least + random.nextInt(most - least + 1);
    int kernelWidth = least + random.nextInt(most - least + 1);
    int stride = 1 + random.nextInt(3);
    int[] pads = {random.nextInt(kernelHeight / 2 + 1), random.nextInt(kernelWidth / 2 + 1), random.nextInt(kernelHeight / 2 + 1), random.nextInt(kernelWidth / 2 + 1)};
    return ConvShape.window(kernelHeight, kernelWidth, stride, pads);
  }

  private int logarithmic(int most) {
    return (int) Math.floor(Math.exp(random.nextDouble() * Math.log(most + 1.0)));
  }

  static boolean isSmall(LayerShape shape) {
    if (shape instanceof LinearShape l) {
      return l.in() < 64 || l.out() < 8;
    }
    ConvShape c = (ConvShape) shape;
    return c.inChannels() < 8 || c.outChannels() < 8 || c.products() < (c.depthwise() ? 9 : 32) || c.positions() < 32;
  }
}
