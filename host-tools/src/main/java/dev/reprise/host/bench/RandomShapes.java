package dev.reprise.host.bench;

import dev.reprise.compiler.ir.op.Window;
import java.util.List;
import java.util.Random;

/** Draws layers of a family. */
final class RandomShapes {
  static final List<String> FAMILIES = List.of("conv", "conv_pw", "conv_dw", "linear");

  /** What is drawn, as printed above the table. */
  static final String RULE =
      "channels 8 to 128 and inputs or outputs of linear layers 8 to 1024, evenly on a logarithmic scale; planes 1 to 28 high and wide, every fifth 1-D and up to 200 wide; windows 1x1 to "
          + "7x7 (conv), 2x2 to 5x5 (conv_dw), strides 1 to 3, pads 0 to half the window on each side by itself; drawn again until there are 20000 to 400000 multiply-accumulates";

  private static final int LEAST_CHANNELS = 8;
  private static final int MOST_CHANNELS = 128;
  private static final int LEAST_FEATURES = 8;
  private static final int MOST_FEATURES = 1024;
  private static final int MOST_EXTENT = 28;
  private static final int MOST_LENGTH = 200;
  private static final long LEAST_MACS = 20_000;
  private static final long MOST_MACS = 400_000;

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
      return new LinearShape(logarithmic(LEAST_FEATURES, MOST_FEATURES), logarithmic(LEAST_FEATURES, MOST_FEATURES));
    }
    boolean line = random.nextInt(5) == 0;
    int height = line ? 1 : 1 + random.nextInt(MOST_EXTENT);
    int width = 1 + random.nextInt(line ? MOST_LENGTH : MOST_EXTENT);
    int channels = logarithmic(LEAST_CHANNELS, MOST_CHANNELS);
    if (family.equals("conv_pw")) {
      return ConvShape.pointwise(channels, logarithmic(LEAST_CHANNELS, MOST_CHANNELS), height, width);
    }
    boolean depthwise = family.equals("conv_dw");
    Window window = window(line, depthwise ? 2 : 1, depthwise ? 5 : 7);
    if (height + window.padsBegin().get(0) + window.padsEnd().get(0) < window.kernel().get(0)
        || width + window.padsBegin().get(1) + window.padsEnd().get(1) < window.kernel().get(1)) {
      return null;
    }
    if (depthwise) {
      return ConvShape.depthwise(channels, height, width, window);
    }
    boolean pointwise = window.kernel().equals(List.of(1, 1)) && window.strides().equals(List.of(1, 1));
    return pointwise ? null : new ConvShape(false, channels, height, width, logarithmic(LEAST_CHANNELS, MOST_CHANNELS), window, 1);
  }

  private Window window(boolean line, int least, int most) {
    int kernelHeight = line ? 1 : least + random.nextInt(most - least + 1);
    int kernelWidth = least + random.nextInt(most - least + 1);
    int stride = 1 + random.nextInt(3);
    int[] pads = {random.nextInt(kernelHeight / 2 + 1), random.nextInt(kernelWidth / 2 + 1), random.nextInt(kernelHeight / 2 + 1), random.nextInt(kernelWidth / 2 + 1)};
    return ConvShape.window(kernelHeight, kernelWidth, stride, pads);
  }

  private int logarithmic(int least, int most) {
    return (int) Math.floor(least * Math.exp(random.nextDouble() * Math.log((most + 1.0) / least)));
  }
}
