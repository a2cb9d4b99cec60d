package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Window;

/** A layer, called {@link #LAYER}, between others: the compiler chooses for it as it would inside a network. */
public final class LayerNetwork {
  public static final String LAYER = "layer";

  private static final int SAMPLE_CHANNELS = 4;
  private static final int FEATURES = 8;
  private static final int CLASSES = 2;

  private LayerNetwork() {}

  /**
   * A 2-D convolution.
   *
   * @param first whether it reads the sample itself, as the first layer of a network does
   */
  public static Graph conv(boolean first, int channels, int height, int width, int outChannels, Window window, int groups, long seed) {
    ModelBuilder model = new ModelBuilder("conv_layer", seed, 1, first ? channels : SAMPLE_CHANNELS, height, width);
    String x = "input";
    if (!first) {
      x = model.convRelu("before", x, SAMPLE_CHANNELS, channels, Window.square(1, 1, 0), 1, false);
    }
    x = model.node("relu", new Relu(), model.conv(LAYER, x, channels, outChannels, window, groups, false));
    x = model.convRelu("after", x, outChannels, FEATURES, Window.square(1, 1, 0), 1, false);
    x = model.node("pool", new GlobalAveragePool(), x);
    x = model.node("flatten", new Reshape(Shape.of(1, FEATURES)), x);
    return model.build(model.gemm("classes", x, FEATURES, CLASSES));
  }

  /** A fully connected layer. */
  public static Graph linear(int in, int out, long seed) {
    ModelBuilder model = new ModelBuilder("linear_layer", seed, 1, SAMPLE_CHANNELS);
    String x = model.node("before/relu", new Relu(), model.gemm("before", "input", SAMPLE_CHANNELS, in));
    x = model.node("relu", new Relu(), model.gemm(LAYER, x, in, out));
    return model.build(model.gemm("classes", x, out, CLASSES));
  }
}
