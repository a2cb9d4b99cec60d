package dev.reprise.compiler.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Packs the items of one region as low as it can, and says whether lower is possible. */
final class RegionPacker {
  /**
   * @param offsets in the order of the items given
   * @param bound largest sum of live bytes
   * @param optimal whether no packing has a lower peak
   */
  record Packed(List<Long> offsets, long peak, long bound, boolean optimal) {
    /** This packing, or that of {@code others} where its peak is lower (which the choice of regions may have come upon). */
    Packed orIfLower(List<PlanItem> items, List<Long> others) {
      long top = top(items, others);
      return top < peak ? new Packed(others, top, bound, top == bound) : this;
    }
  }

  private static long top(List<PlanItem> items, List<Long> offsets) {
    long top = 0;
    for (int i = 0; i < items.size(); i++) {
      top = Math.max(top, offsets.get(i) + Packing.occupied(items.get(i)));
    }
    return top;
  }

  private RegionPacker() {}

  /**
   * Items that live through the whole time line conflict with everything, so the search has only the others (the arena) to order. They are stacked below the
   * arena where that keeps it aligned, else above it.
   */
  static Packed pack(List<PlanItem> items, PlannerOptions options) {
    int first = items.stream().mapToInt(PlanItem::first).min().orElse(0);
    int last = items.stream().mapToInt(PlanItem::last).max().orElse(0);
    Predicate<PlanItem> permanent = i -> i.first() == first && i.last() == last;
    List<PlanItem> moving = items.stream().filter(permanent.negate()).toList();
    int align = moving.stream().mapToInt(PlanItem::align).max().orElse(1);
    List<Integer> below = new ArrayList<>();
    List<Integer> above = new ArrayList<>();
    List<Integer> arena = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      boolean keepsAlignment = Packing.occupied(items.get(i)) % align == 0;
      (permanent.test(items.get(i)) ? (keepsAlignment ? below : above) : arena).add(i);
    }
    Long[] offsets = new Long[items.size()];
    long base = stack(items, below, 0, offsets);
    long bound = LiveBytes.maximum(moving);
    boolean arenaOptimal = packArena(moving, bound, options, arena, base, offsets);
    long arenaTop = arena.stream().mapToLong(i -> offsets[i] + Packing.occupied(items.get(i))).max().orElse(base);
    long peak = stack(items, above, arenaTop, offsets);
    long wholeBound = LiveBytes.maximum(items);
    return new Packed(List.of(offsets), peak, wholeBound, peak == wholeBound || arenaOptimal && above.isEmpty());
  }

  /** Stacks items from {@code start}, the coarsest alignment first so that no gap arises between them; returns the top. */
  private static long stack(List<PlanItem> items, List<Integer> indices, long start, Long[] offsets) {
    indices.sort(Comparator.comparingInt((Integer i) -> items.get(i).align()).reversed());
    long top = start;
    for (int i : indices) {
      offsets[i] = Packing.alignUp(top, items.get(i).align());
      top = offsets[i] + Packing.occupied(items.get(i));
    }
    return top;
  }

  private static boolean packArena(
      List<PlanItem> moving, long bound, PlannerOptions options, List<Integer> index, long base, Long[] offsets) {
    if (moving.isEmpty()) {
      return true;
    }
    Packing found = OrderSearch.pack(moving, bound, options);
    boolean optimal = found.peak() == bound;
    long[] exact = null;
    if (!optimal) {
      ExhaustiveSearch.Result result = ExhaustiveSearch.search(moving, bound, found.peak(), options.proofEffort());
      optimal = result.complete();
      exact = result.offsets();
    }
    Map<PlanItem, List<Long>> byItem = new HashMap<>();
    found.placed().forEach(p -> byItem.computeIfAbsent(p.item(), k -> new ArrayList<>()).add(p.offset()));
    for (int k = 0; k < moving.size(); k++) {
      List<Long> own = byItem.get(moving.get(k));
      long offset = exact != null ? exact[k] : own.remove(own.size() - 1);
      offsets[index.get(k)] = base + offset;
    }
    return optimal;
  }
}
