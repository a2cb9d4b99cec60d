package dev.reprise.compiler.models;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Window;
import java.util.List;

/** DS-CNN of MLPerf Tiny's keyword spotting (Zhang et al., arXiv 1711.07128) on 49x10 features, with random weights. */
public final class DsCnn {
  private DsCnn() {}

  /** @param filters 64 in the original */
  public static Graph build(int filters, int classes, long seed) {
    ModelBuilder model = new ModelBuilder("ds_cnn", seed, 1, 1, 49, 10);
    Window first = new Window(List.of(10, 4), List.of(2, 2), List.of(1, 1), List.of(4, 1), List.of(5, 1), false);
    String x = model.convRelu("conv1", "input", 1, filters, first, 1, true);
    x = model.node("dropout", new Identity(), x);
    for (int block = 1; block <= 4; block++) {
      x = model.convRelu("block" + block + "/dw", x, filters, filters, Window.square(3, 1, 1), filters, true);
      x = model.convRelu("block" + block + "/pw", x, filters, filters, Window.square(1, 1, 0), 1, true);
    }
    Window plane = new Window(List.of(25, 5), List.of(25, 5), List.of(1, 1), List.of(0, 0), List.of(0, 0), false);
    x = model.node("pool", new AveragePool(plane, false), x);
    x = model.node("flatten", new Reshape(Shape.of(1, filters)), x);
    return model.build(model.gemm("fc", x, filters, classes));
  }
}
