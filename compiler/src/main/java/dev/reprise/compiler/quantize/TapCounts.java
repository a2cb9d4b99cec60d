package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;
import java.util.SortedSet;
import java.util.TreeSet;

/** How many taps the windows of a pool have. */
final class TapCounts {
  private TapCounts() {}

  /**
   * The distinct numbers of taps over all output positions of a pool on {@code input} ([1, C, H, W]), by N3.10.
   *
   * @param padded whether taps in the padding count
   * @throws RepriseException RP1207 where a window has none
   */
  static SortedSet<Integer> of(Layer layer, Window w, Shape input, boolean padded) {
    SortedSet<Integer> counts = new TreeSet<>();
    for (int rows : axis(w, 0, input.dim(2), padded)) {
      for (int columns : axis(w, 1, input.dim(3), padded)) {
        counts.add(rows * columns);
      }
    }
    if (counts.contains(0)) {
      throw RepriseException.of(QuantizationError.PADDING_WINDOW, layer.place());
    }
    return counts;
  }

  private static SortedSet<Integer> axis(Window w, int axis, int size, boolean padded) {
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
