package dev.reprise.compiler.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Decides which region each item goes to. Items are placed one by one, each in the first region of its list that has room; a seeded local search over the
 * orders (and over regions ruled out for single items) looks for a choice in which nothing overruns, then for one with fewer bytes
 * outside their preferred region.
 */
final class RegionChooser {
  private static final Comparator<PlanItem> BY_SIZE = Comparator.comparingLong(Packing::occupied).reversed();

  private static final int POLISH = 20;

  /** An order of item indices and, per item, the place in its region list to start at. */
  private record State(List<Integer> order, int[] start) {}

  /**
   * The regions of all items, with a packing that goes with them.
   *
   * @param regions by item
   * @param offsets by item
   */
  record Choice(List<String> regions, List<Long> offsets) {}

  /** @param region chosen place in each item's region list */
  private record Outcome(int[] region, long[] offset, long overrun, double displaced) {
    boolean betterOrEqual(Outcome other) {
      return overrun < other.overrun || overrun == other.overrun && displaced <= other.displaced;
    }

    boolean perfect() {
      return overrun == 0 && displaced == 0;
    }
  }

  private final List<PlanItem> items;
  private final Map<String, Region> regions;
  private final Random random;
  private long effort;

  private RegionChooser(List<PlanItem> items, Map<String, Region> regions, PlannerOptions options) {
    this.items = items;
    this.regions = regions;
    this.random = new Random(options.seed());
    this.effort = options.searchEffort();
  }

  /** The region of each item; items name only regions of {@code regions}. */
  static Choice choose(List<PlanItem> items, Map<String, Region> regions, PlannerOptions options) {
    Outcome best = new RegionChooser(items, regions, options).search();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      names.add(items.get(i).regions().get(best.region[i]));
    }
    return new Choice(names, Arrays.stream(best.offset).boxed().toList());
  }

  private Outcome search() {
    int n = items.size();
    boolean choice = items.stream().anyMatch(i -> i.regions().size() > 1);
    State state = null;
    Outcome best = null;
    for (Comparator<PlanItem> order : fixedOrders()) {
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        indices.add(i);
      }
      indices.sort((a, b) -> order.compare(items.get(a), items.get(b)));
      State candidate = new State(indices, new int[n]);
      Outcome outcome = decode(candidate);
      if (best == null || !best.betterOrEqual(outcome)) {
        state = candidate;
        best = outcome;
      }
    }
    // that everything fits matters; which region has how much of it is worth less work
    long polish = effort / POLISH;
    if (best.overrun == 0) {
      effort = polish;
    }
    while (choice && !best.perfect() && effort > 0 && n > 1) {
      State candidate = neighbour(state);
      Outcome outcome = decode(candidate);
      if (outcome.betterOrEqual(best)) {
        if (best.overrun > 0 && outcome.overrun == 0) {
          effort = Math.min(effort, polish);
        }
        state = candidate;
        best = outcome;
      }
    }
    return best;
  }

  /** Short-lived items share memory best in one region, so they get their choice before or after all long-lived ones, or by size alone. */
  private List<Comparator<PlanItem>> fixedOrders() {
    Comparator<PlanItem> byLife = Comparator.comparingInt(i -> i.last() - i.first());
    Comparator<PlanItem> byChoice = Comparator.comparingInt(i -> i.regions().size());
    return List.of(
        byChoice.thenComparing(BY_SIZE),
        BY_SIZE,
        byChoice.thenComparing(byLife.reversed()).thenComparing(BY_SIZE),
        byChoice.thenComparing(byLife).thenComparing(BY_SIZE));
  }

  private State neighbour(State state) {
    int n = items.size();
    List<Integer> order = new ArrayList<>(state.order);
    int[] start = state.start.clone();
    int kind = random.nextInt(3);
    if (kind == 0) {
      Collections.swap(order, random.nextInt(n), random.nextInt(n));
    } else if (kind == 1) {
      Integer moved = order.remove(random.nextInt(n));
      order.add(random.nextInt(n), moved);
    } else {
      int item = random.nextInt(n);
      start[item] = random.nextInt(items.get(item).regions().size());
    }
    return new State(order, start);
  }

  private Outcome decode(State state) {
    Map<String, Packing> packings = new LinkedHashMap<>();
    regions.keySet().forEach(name -> packings.put(name, new Packing()));
    int[] chosen = new int[items.size()];
    long[] offset = new long[items.size()];
    double displaced = 0;
    for (int index : state.order) {
      PlanItem item = items.get(index);
      chosen[index] = place(item, state.start[index], packings, offset, index);
      displaced += (double) chosen[index] * Packing.occupied(item);
    }
    long overrun = 0;
    for (Map.Entry<String, Packing> e : packings.entrySet()) {
      overrun += Math.max(0, e.getValue().peak() - regions.get(e.getKey()).capacity());
      effort -= e.getValue().comparisons();
    }
    return new Outcome(chosen, offset, overrun, displaced);
  }

  /** Places in the first region with room, from {@code start} on and around; without room anywhere, where the least sticks out. */
  private int place(PlanItem item, int start, Map<String, Packing> packings, long[] offset, int index) {
    int count = item.regions().size();
    int least = -1;
    long leastOverrun = Long.MAX_VALUE;
    for (int k = 0; k < count && leastOverrun > 0; k++) {
      int choice = (start + k) % count;
      String region = item.regions().get(choice);
      long at = packings.get(region).offsetFor(item, Packing.Fit.FIRST);
      long overrun = Math.max(0, at + Packing.occupied(item) - regions.get(region).capacity());
      if (overrun < leastOverrun) {
        least = choice;
        leastOverrun = overrun;
        offset[index] = at;
      }
    }
    packings.get(item.regions().get(least)).place(item, offset[index]);
    return least;
  }
}
