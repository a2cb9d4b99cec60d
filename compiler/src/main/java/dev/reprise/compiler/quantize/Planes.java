package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Windows in the form of the integer operators: two spatial axes, a 1-D window having height 1. */
final class Planes {
  private Planes() {}

  static Window window(Node node, Window w) {
    return switch (w.spatialRank()) {
      case 1 -> new Window(
          prepend(1, w.kernel()), prepend(1, w.strides()), prepend(1, w.dilations()), prepend(0, w.padsBegin()), prepend(0, w.padsEnd()), w.ceil());
      case 2 -> w;
      default -> throw RepriseException.of(
          QuantizationError.OPERATOR, "node '" + node.name() + "'", node.op().kind(), " with " + w.spatialRank() + " spatial axes");
    };
  }

  private static List<Integer> prepend(int first, List<Integer> rest) {
    List<Integer> list = new ArrayList<>(List.of(first));
    list.addAll(rest);
    return list;
  }

  /**
   * The distinct numbers of taps over all output positions of a pool on {@code input} ([1, C, H, W]), by N3.10.
   *
   * @throws RepriseException where a window has none
   */
  static SortedSet<Integer> tapCounts(Node node, Window w, Shape input, boolean padded) {
    SortedSet<Integer> counts = new TreeSet<>();
    for (int rows : axisCounts(w, 0, input.dim(2), padded)) {
      for (int columns : axisCounts(w, 1, input.dim(3), padded)) {
        counts.add(rows * columns);
      }
    }
    if (counts.contains(0)) {
      throw RepriseException.of(QuantizationError.PADDING_WINDOW, "node '" + node.name() + "'");
    }
    return counts;
  }

  private static SortedSet<Integer> axisCounts(Window w, int axis, int size, boolean padded) {
    int from = padded ? -w.padsBegin().get(axis) : 0;
    int to = size + (padded ? w.padsEnd().get(axis) : 0);
    SortedSet<Integer> counts = new TreeSet<>();
    for (int o = 0; o < w.output(axis, size); o++) {
      int start = o * w.strides().get(axis) - w.padsBegin().get(axis);
      int n = 0;
      for (int k = 0; k < w.kernel().get(axis); k++) {
        int at = start + k * w.dilations().get(axis);
        n += at >= from && at < to ? 1 : 0;
      }
      counts.add(n);
    }
    return counts;
  }
}
