package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The window attributes of Conv and of the pools; automatic padding becomes explicit. */
final class WindowReader {
  private WindowReader() {}

  /**
   * The window over data of shape {@code x}.
   *
   * @param weights whose spatial dimensions are the kernel where {@code kernel_shape} is absent, or null for a pool, which needs it
   */
  static Window read(OnnxNode node, Shape x, Shape weights) {
    int spatial = x.rank() - 2;
    if (spatial != 1 && spatial != 2) {
      throw node.fail(OnnxError.UNSUPPORTED, "windows are supported over one or two spatial axes, not over data of shape " + x);
    }
    List<Integer> kernel = list(node, "kernel_shape", spatial, 1, null);
    if (kernel == null) {
      if (weights == null || weights.rank() != x.rank()) {
        throw node.fail(OnnxError.ATTRIBUTE, "kernel_shape", "is missing");
      }
      kernel = IntStream.range(0, spatial).map(i -> weights.dim(i + 2)).boxed().toList();
    }
    List<Integer> strides = list(node, "strides", spatial, 1, ones(spatial));
    List<Integer> dilations = list(node, "dilations", spatial, 1, ones(spatial));
    checkExtent(node, kernel, dilations);
    boolean ceil = weights == null && node.flag("ceil_mode", false);
    String auto = node.text("auto_pad", "NOTSET");
    List<Integer> pads = list(node, "pads", 2 * spatial, 0, IntStream.range(0, 2 * spatial).map(i -> 0).boxed().toList());
    Window plain = new Window(kernel, strides, dilations, pads.subList(0, spatial), pads.subList(spatial, 2 * spatial), ceil);
    return switch (auto) {
      case "NOTSET", "" -> plain;
      case "VALID" -> padded(plain, new int[spatial], new int[spatial], ceil);
      case "SAME_UPPER" -> same(plain, x, true);
      case "SAME_LOWER" -> same(plain, x, false);
      default -> throw node.fail(OnnxError.ATTRIBUTE, "auto_pad", "is '" + auto + "'");
    };
  }

  /** Pads so that the output is the input divided by the stride, rounded up; the odd element goes to the end or to the beginning. */
  private static Window same(Window w, Shape x, boolean upper) {
    int[] begin = new int[w.spatialRank()];
    int[] end = new int[w.spatialRank()];
    for (int i = 0; i < begin.length; i++) {
      int in = x.dim(i + 2);
      int stride = w.strides().get(i);
      int out = (int) (((long) in + stride - 1) / stride);
      int total = (int) Math.max(0, (long) (out - 1) * stride + w.extent(i) - in);
      begin[i] = upper ? total / 2 : total - total / 2;
      end[i] = total - begin[i];
    }
    return padded(w, begin, end, false);
  }

  private static Window padded(Window w, int[] begin, int[] end, boolean ceil) {
    return new Window(w.kernel(), w.strides(), w.dilations(), boxed(begin), boxed(end), ceil);
  }

  private static void checkExtent(OnnxNode node, List<Integer> kernel, List<Integer> dilations) {
    for (int i = 0; i < kernel.size(); i++) {
      Axes.measure(node, "dilations", (kernel.get(i) - 1L) * dilations.get(i) + 1, 0);
    }
  }

  private static List<Integer> list(OnnxNode node, String attribute, int size, int least, List<Integer> otherwise) {
    long[] values = node.integers(attribute);
    if (values == null) {
      return otherwise;
    }
    if (values.length != size) {
      throw node.fail(OnnxError.ATTRIBUTE, attribute, "has " + values.length + " entries instead of " + size);
    }
    List<Integer> list = new ArrayList<>();
    for (long v : values) {
      list.add(Axes.measure(node, attribute, v, least));
    }
    return list;
  }

  private static List<Integer> ones(int n) {
    return IntStream.range(0, n).map(i -> 1).boxed().toList();
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
