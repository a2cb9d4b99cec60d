package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Window;

/** MobileNet-V1 (Howard et al., arXiv 1704.04861) with seeded random weights, with the layer names of its Caffe version. */
public final class MobileNetV1 {
  /** Block name, input and output channels at width 1, stride. */
  private static final Object[][] BLOCKS = {
    {"conv2_1", 32, 64, 1},
    {"conv2_2", 64, 128, 2},
    {"conv3_1", 128, 128, 1},
    {"conv3_2", 128, 256, 2},
    {"conv4_1", 256, 256, 1},
    {"conv4_2", 256, 512, 2},
    {"conv5_1", 512, 512, 1},
    {"conv5_2", 512, 512, 1},
    {"conv5_3", 512, 512, 1},
    {"conv5_4", 512, 512, 1},
    {"conv5_5", 512, 512, 1},
    {"conv5_6", 512, 1024, 2},
    {"conv6", 1024, 1024, 1},
  };

  private MobileNetV1() {}

  /**
   * @param width multiplier of all channel counts
   * @param resolution of the square RGB input, a multiple of 32
   * @param batchNorm whether batch normalization stands behind each convolution, or its biases have been folded already
   */
  public static Graph build(double width, int resolution, int classes, boolean batchNorm, long seed) {
    ModelBuilder model = new ModelBuilder("mobilenet_v1", seed, 1, 3, resolution, resolution);
    String x = model.convRelu("conv1", "input", 3, channels(32, width), Window.square(3, 2, 1), 1, batchNorm);
    for (Object[] block : BLOCKS) {
      int in = channels((int) block[1], width);
      int out = channels((int) block[2], width);
      x = model.convRelu(block[0] + "/dw", x, in, in, Window.square(3, (int) block[3], 1), in, batchNorm);
      x = model.convRelu(block[0] + "/sep", x, in, out, Window.square(1, 1, 0), 1, batchNorm);
    }
    int features = channels(1024, width);
    x = model.node("pool6", new GlobalAveragePool(), x);
    x = model.node("flatten", new Reshape(Shape.of(1, features)), x);
    return model.build(model.gemm("fc7", x, features, classes));
  }

  private static int channels(int atFullWidth, double width) {
    return Math.max(1, (int) Math.round(atFullWidth * width));
  }
}
