package dev.reprise.compiler.memory;

import java.util.Collection;

/** Sums of live sizes over time. */
final class LiveBytes {
  private LiveBytes() {}

  /** Occupied bytes of the items live at {@code time}. */
  static long at(Collection<PlanItem> items, int time) {
    return items.stream().filter(i -> i.first() <= time && time <= i.last()).mapToLong(Packing::occupied).sum();
  }

  /** The lower bound of the peak: the largest sum of occupied bytes at any time; 0 without items. */
  static long maximum(Collection<PlanItem> items) {
    return starts(items).mapToLong(t -> at(items, t)).max().orElse(0);
  }

  /** Distinct first steps, ascending. Sets of items that are live together are largest at these. */
  static java.util.stream.IntStream starts(Collection<PlanItem> items) {
    return items.stream().mapToInt(PlanItem::first).distinct().sorted();
  }
}
