package dev.reprise.compiler.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Items placed so far in one region, sorted by offset. An item occupies its size rounded up to its alignment, so that the sum of live
 * sizes is a true lower bound of the peak.
 */
final class Packing {
  /** Which of the gaps that are large enough an item takes. */
  enum Fit {
    /** The lowest. */
    FIRST,
    /** The smallest; the lowest of equals. The open space at the top is taken last. */
    BEST
  }

  /** An item at an offset. */
  record Placed(PlanItem item, long offset) {
    long end() {
      return offset + occupied(item);
    }
  }

  private final List<Placed> placed = new ArrayList<>();
  private long peak;
  private long comparisons;

  static long occupied(PlanItem item) {
    return alignUp(item.bytes(), item.align());
  }

  static long alignUp(long value, int align) {
    return (value + align - 1) & -align;
  }

  /** The offset that {@code item} would get; nothing is placed. */
  long offsetFor(PlanItem item, Fit fit) {
    long size = occupied(item);
    long low = 0;
    long best = -1;
    long bestGap = Long.MAX_VALUE;
    comparisons += placed.size() + 1;
    for (Placed other : placed) {
      if (!other.item.overlaps(item)) {
        continue;
      }
      long start = alignUp(low, item.align());
      long gap = other.offset - start;
      if (gap >= size && gap < bestGap) {
        if (fit == Fit.FIRST) {
          return start;
        }
        best = start;
        bestGap = gap;
      }
      low = Math.max(low, other.end());
    }
    return best >= 0 ? best : alignUp(low, item.align());
  }

  /** Puts {@code item} at {@code offset}, which must come from {@link #offsetFor}. */
  void place(PlanItem item, long offset) {
    int at = placed.size();
    while (at > 0 && placed.get(at - 1).offset > offset) {
      at--;
    }
    Placed entry = new Placed(item, offset);
    placed.add(at, entry);
    peak = Math.max(peak, entry.end());
  }

  void place(PlanItem item, Fit fit) {
    place(item, offsetFor(item, fit));
  }

  List<Placed> placed() {
    return placed;
  }

  /** Highest end of an item. */
  long peak() {
    return peak;
  }

  /** Work done so far, for budgets of effort. */
  long comparisons() {
    return comparisons;
  }
}
