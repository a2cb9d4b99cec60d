package dev.reprise.compiler.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Packs the items of one region: each order of placement gives a packing (every item goes to the lowest or best gap), and a seeded local
 * search looks for a better order. Some order gives an optimal packing (any optimal one, by ascending offset).
 */
final class OrderSearch {
  private static final Comparator<PlanItem> BY_SIZE = Comparator.comparingLong(Packing::occupied).reversed();
  private static final Comparator<PlanItem> BY_LIFE = Comparator.comparingInt(OrderSearch::life).reversed();

  private final long bound;
  private final Random random;
  private long effort;
  private Packing best;
  private List<PlanItem> bestOrder;

  private OrderSearch(long bound, PlannerOptions options) {
    this.bound = bound;
    this.random = new Random(options.seed());
    this.effort = options.searchEffort();
  }

  /** The best packing found; stops early at {@code bound}. */
  static Packing pack(List<PlanItem> items, long bound, PlannerOptions options) {
    OrderSearch search = new OrderSearch(bound, options);
    search.tryFixedOrders(items);
    search.improve();
    return search.best;
  }

  private static int life(PlanItem item) {
    return item.last() - item.first() + 1;
  }

  private static double area(PlanItem item) {
    return (double) Packing.occupied(item) * life(item);
  }

  private void tryFixedOrders(List<PlanItem> items) {
    List<Comparator<PlanItem>> orders =
        List.of(
            BY_SIZE.thenComparing(BY_LIFE),
            BY_LIFE.thenComparing(BY_SIZE),
            Comparator.comparingDouble(OrderSearch::area).reversed(),
            Comparator.comparingInt(PlanItem::first).thenComparing(BY_LIFE),
            Comparator.comparingInt(PlanItem::last).reversed().thenComparing(BY_SIZE));
    for (Packing.Fit fit : Packing.Fit.values()) {
      for (Comparator<PlanItem> order : orders) {
        List<PlanItem> sorted = new ArrayList<>(items);
        sorted.sort(order);
        consider(sorted, fit);
        if (best.peak() == bound) {
          return;
        }
      }
    }
  }

  /** Moves an item of the peak to an earlier place, or swaps two; keeps what is not worse, so that plateaus are crossed. */
  private void improve() {
    // by ascending offset, first fit gives the packing back, or a lower one
    consider(best.placed().stream().map(Packing.Placed::item).toList(), Packing.Fit.FIRST);
    int n = bestOrder.size();
    while (n > 1 && best.peak() > bound && effort > 0) {
      List<PlanItem> order = new ArrayList<>(bestOrder);
      if (random.nextInt(3) > 0) {
        PlanItem critical = itemOfThePeak();
        int from = order.indexOf(critical);
        order.remove(from);
        order.add(random.nextInt(from + 1), critical);
      } else {
        Collections.swap(order, random.nextInt(n), random.nextInt(n));
      }
      consider(order, Packing.Fit.FIRST);
    }
  }

  private PlanItem itemOfThePeak() {
    List<Packing.Placed> highest = best.placed().stream().filter(p -> p.end() == best.peak()).toList();
    return highest.get(random.nextInt(highest.size())).item();
  }

  private void consider(List<PlanItem> order, Packing.Fit fit) {
    Packing packing = new Packing();
    for (PlanItem item : order) {
      packing.place(item, fit);
      if (best != null && packing.peak() > best.peak()) {
        effort -= packing.comparisons();
        return;
      }
    }
    effort -= packing.comparisons();
    best = packing;
    bestOrder = order;
  }
}
