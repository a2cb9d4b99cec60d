package dev.reprise.compiler.memory;

import java.util.Arrays;
import java.util.List;

/**
 * Branch and bound over the packings of one region. Every packing can be pushed down until each item stands at the bottom or on an item that
 * is live at the same time; taken by ascending offset, an item then stands exactly on the sky-line of the items before it. So it is
 * enough to try, at each level, every remaining item on the sky-line, with offsets that never descend.
 */
final class ExhaustiveSearch {
  /**
   * @param offsets by item index; null where nothing better than the given peak was found
   * @param complete whether the whole tree was searched, so that no packing is better than the result (or than the given peak)
   */
  record Result(long[] offsets, boolean complete) {}

  private final PlanItem[] items;
  private final long[] size;
  private final int[] from;
  private final int[] to;
  private final long[] skyline;
  private final long[] remaining;
  private final boolean[] used;
  private final long[] offset;
  private final long bound;
  private long bestPeak;
  private long[] best;
  private long effort;

  private ExhaustiveSearch(List<PlanItem> list, long bound, long peak, long effort) {
    this.items = list.toArray(PlanItem[]::new);
    this.bound = bound;
    this.bestPeak = peak;
    this.effort = effort;
    int n = items.length;
    // a set of items that are live together is live at one of their first steps: these steps are the columns of the sky-line
    int[] columns = LiveBytes.starts(list).toArray();
    size = new long[n];
    from = new int[n];
    to = new int[n];
    remaining = new long[columns.length];
    for (int i = 0; i < n; i++) {
      size[i] = Packing.occupied(items[i]);
      from[i] = Arrays.binarySearch(columns, items[i].first());
      int last = Arrays.binarySearch(columns, items[i].last());
      to[i] = last >= 0 ? last : -last - 2;
      for (int c = from[i]; c <= to[i]; c++) {
        remaining[c] += size[i];
      }
    }
    skyline = new long[columns.length];
    used = new boolean[n];
    offset = new long[n];
  }

  /** Looks for a packing with a peak below {@code peak}; stops at {@code bound}. */
  static Result search(List<PlanItem> items, long bound, long peak, long effort) {
    ExhaustiveSearch search = new ExhaustiveSearch(items, bound, peak, effort);
    search.descend(0, 0, -1);
    return new Result(search.best, search.effort > 0 || search.bestPeak == bound);
  }

  private void descend(int depth, long floor, int previous) {
    if (depth == items.length) {
      bestPeak = 0;
      for (long top : skyline) {
        bestPeak = Math.max(bestPeak, top);
      }
      best = offset.clone();
      return;
    }
    for (int i = 0; i < items.length && effort > 0 && bestPeak > bound; i++) {
      if (used[i]) {
        continue;
      }
      long at = Packing.alignUp(top(i), items[i].align());
      // among items at one offset only ascending indices are tried: the other orders give the same packing
      if (at < floor || at == floor && i < previous || isTwinOfUnused(i)) {
        continue;
      }
      long[] covered = Arrays.copyOfRange(skyline, from[i], to[i] + 1);
      put(i, at);
      if (promising(at)) {
        descend(depth + 1, at, i);
      }
      take(i, covered);
    }
  }

  private long top(int i) {
    long top = 0;
    for (int c = from[i]; c <= to[i]; c++) {
      top = Math.max(top, skyline[c]);
    }
    effort -= to[i] - from[i] + 1;
    return top;
  }

  /** Of equal items the first unused one stands for all. */
  private boolean isTwinOfUnused(int i) {
    for (int j = 0; j < i; j++) {
      if (!used[j] && size[j] == size[i] && from[j] == from[i] && to[j] == to[i] && items[j].align() == items[i].align()) {
        return true;
      }
    }
    return false;
  }

  private void put(int i, long at) {
    used[i] = true;
    offset[i] = at;
    for (int c = from[i]; c <= to[i]; c++) {
      skyline[c] = at + size[i];
      remaining[c] -= size[i];
    }
  }

  private void take(int i, long[] covered) {
    used[i] = false;
    for (int c = from[i]; c <= to[i]; c++) {
      skyline[c] = covered[c - from[i]];
      remaining[c] += size[i];
    }
  }

  /** Whether the items left, none of which may start below {@code floor}, can still end below the best peak at every step. */
  private boolean promising(long floor) {
    effort -= skyline.length;
    for (int c = 0; c < skyline.length; c++) {
      long base = remaining[c] > 0 ? Math.max(skyline[c], floor) : skyline[c];
      if (base + remaining[c] >= bestPeak) {
        return false;
      }
    }
    return true;
  }
}
