package dev.reprise.compiler.memory;

import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with a plan, from its definition alone: a byte map per time step, no code of the planner. */
final class PlanChecker {
  private PlanChecker() {}

  /** Every fault found; empty for a correct plan. */
  static List<String> faults(List<PlanItem> items, List<Region> regions, MemoryPlan plan) {
    List<String> faults = new ArrayList<>();
    if (plan.placements().size() != items.size()) {
      faults.add(plan.placements().size() + " placements for " + items.size() + " items");
      return faults;
    }
    for (int i = 0; i < items.size(); i++) {
      MemoryPlan.Placement p = plan.placements().get(i);
      PlanItem item = items.get(i);
      if (!p.item().equals(item)) {
        faults.add("placement " + i + " is of " + p.item().name());
      }
      if (!item.regions().contains(p.region())) {
        faults.add(item.name() + " is in a region it may not go to");
      }
      if (p.offset() < 0 || p.offset() % item.align() != 0) {
        faults.add(item.name() + " is not aligned");
      }
      for (Region r : regions) {
        if (r.name().equals(p.region()) && p.offset() + item.bytes() > r.capacity()) {
          faults.add(item.name() + " ends outside its region");
        }
      }
      for (int j = 0; j < i; j++) {
        MemoryPlan.Placement q = plan.placements().get(j);
        boolean sameTime = items.get(j).first() <= item.last() && item.first() <= items.get(j).last();
        boolean sameBytes =
            p.region().equals(q.region())
                && q.offset() < p.offset() + item.bytes()
                && p.offset() < q.offset() + items.get(j).bytes();
        if (sameTime && sameBytes) {
          faults.add(item.name() + " overlaps " + items.get(j).name());
        }
      }
    }
    return faults;
  }

  /** Largest sum of live bytes, each rounded up to its alignment, over all steps. */
  static long lowerBound(List<PlanItem> items) {
    long most = 0;
    int end = items.stream().mapToInt(PlanItem::last).max().orElse(-1);
    for (int t = 0; t <= end; t++) {
      long sum = 0;
      for (PlanItem i : items) {
        if (i.first() <= t && t <= i.last()) {
          sum += (i.bytes() + i.align() - 1) / i.align() * i.align();
        }
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** The least peak of all: every item at every aligned offset. Only for a handful of small items. */
  static long leastPeak(List<PlanItem> items, long atMost) {
    long[] best = {atMost};
    tryOffsets(items, new ArrayList<>(), 0, best);
    return best[0];
  }

  private static void tryOffsets(List<PlanItem> items, List<Long> offsets, long peak, long[] best) {
    if (peak >= best[0]) {
      return;
    }
    int i = offsets.size();
    if (i == items.size()) {
      best[0] = peak;
      return;
    }
    PlanItem item = items.get(i);
    long size = (item.bytes() + item.align() - 1) / item.align() * item.align();
    for (long at = 0; at + size < best[0]; at += item.align()) {
      boolean free = true;
      for (int j = 0; j < i && free; j++) {
        PlanItem other = items.get(j);
        long otherSize = (other.bytes() + other.align() - 1) / other.align() * other.align();
        boolean apart = other.last() < item.first() || item.last() < other.first();
        free = apart || offsets.get(j) + otherSize <= at || at + size <= offsets.get(j);
      }
      if (free) {
        offsets.add(at);
        tryOffsets(items, offsets, Math.max(peak, at + size), best);
        offsets.remove(i);
      }
    }
  }
}
