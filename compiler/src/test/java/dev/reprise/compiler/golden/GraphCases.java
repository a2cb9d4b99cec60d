package dev.reprise.compiler.golden;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Window;
import java.util.List;
import java.util.Random;

/** Seeded shapes and values for the golden executor's tests. */
final class GraphCases {
  private GraphCases() {}

  /** A 2-D window of kernel 1..3, stride 1..4 (also beyond the kernel), dilation 1..2, unequal pads below the kernel's extent. */
  static Window window(Random random, boolean ceil) {
    List<Integer> kernel = List.of(1 + random.nextInt(3), 1 + random.nextInt(3));
    List<Integer> strides = List.of(1 + random.nextInt(4), 1 + random.nextInt(3));
    List<Integer> dilations = List.of(1 + random.nextInt(2), 1 + random.nextInt(2));
    return new Window(kernel, strides, dilations, pads(random, kernel), pads(random, kernel), ceil);
  }

  private static List<Integer> pads(Random random, List<Integer> kernel) {
    return List.of(random.nextInt(kernel.get(0)), random.nextInt(kernel.get(1)));
  }

  /** Whether the window is larger than the padded input. */
  static boolean misfits(Window window, int h, int w) {
    return h + window.padsBegin().get(0) + window.padsEnd().get(0) < window.extent(0)
        || w + window.padsBegin().get(1) + window.padsEnd().get(1) < window.extent(1);
  }

  /** Normal values. */
  static Tensor tensor(Random random, int... dims) {
    float[] data = new float[Shape.of(dims).elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return Tensor.f32(Shape.of(dims), data);
  }
}
