package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Window;

/** The residual network of MLPerf Tiny's image classification (three stacks, the last two with a 1x1 shortcut), with random weights. */
public final class ResNet8 {
  private ResNet8() {}

  /** @param filters of the first stack; 16 in the original */
  public static Graph build(int filters, int resolution, int classes, long seed) {
    ModelBuilder model = new ModelBuilder("resnet8", seed, 1, 3, resolution, resolution);
    String x = model.convRelu("stem", "input", 3, filters, Window.square(3, 1, 1), 1, true);
    int channels = filters;
    for (int stack = 1; stack <= 3; stack++) {
      int out = filters << (stack - 1);
      int stride = stack == 1 ? 1 : 2;
      String name = "stack" + stack;
      String y = model.convRelu(name + "/conv1", x, channels, out, Window.square(3, stride, 1), 1, true);
      y = model.conv(name + "/conv2", y, out, out, Window.square(3, 1, 1), 1, true);
      String shortcut = stack == 1 ? x : model.conv(name + "/shortcut", x, channels, out, Window.square(1, stride, 0), 1, false);
      x = model.node(name + "/relu", new Relu(), model.node(name + "/add", new Add(), shortcut, y));
      channels = out;
    }
    x = model.node("pool", new GlobalAveragePool(), x);
    x = model.node("flatten", new Reshape(Shape.of(1, channels)), x);
    return model.build(model.node("softmax", new Softmax(1), model.gemm("fc", x, channels, classes)));
  }
}
