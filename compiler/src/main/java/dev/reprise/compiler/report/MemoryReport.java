package dev.reprise.compiler.report;

import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.PlanItem;
import dev.reprise.compiler.memory.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The part {@code memory} of report.json: the planned RAM.
 *
 * @param entries every planned buffer, by region, then offset, then first step
 * @param capacity bytes of each region
 * @param peak highest used offset of each region
 * @param lowerBound largest sum of live bytes (rounded up to alignments) of what lies in each region
 * @param optimal whether no plan has a lower total peak
 */
public record MemoryReport(
    List<Entry> entries, Map<String, Long> capacity, Map<String, Long> peak, Map<String, Long> lowerBound, boolean optimal) {

  /**
   * One buffer.
   *
   * @param offset bytes from the start of the region
   * @param first first step of the time line of one micro-batch at which it is live
   * @param last last such step, inclusive
   */
  public record Entry(String name, Purpose purpose, String region, long offset, long bytes, int first, int last) {}

  public MemoryReport {
    entries = List.copyOf(entries);
  }

  /** The report of {@code plan}, made for {@code regions}; {@code purpose} says what each item is for. */
  public static MemoryReport of(MemoryPlan plan, List<Region> regions, Function<PlanItem, Purpose> purpose) {
    Map<String, Long> capacity = new LinkedHashMap<>();
    regions.forEach(r -> capacity.put(r.name(), r.capacity()));
    List<String> order = List.copyOf(capacity.keySet());
    List<Entry> entries = new ArrayList<>();
    for (MemoryPlan.Placement p : plan.placements()) {
      PlanItem i = p.item();
      entries.add(new Entry(i.name(), purpose.apply(i), p.region(), p.offset(), i.bytes(), i.first(), i.last()));
    }
    entries.sort(
        Comparator.comparingInt((Entry e) -> order.indexOf(e.region()))
            .thenComparingLong(Entry::offset)
            .thenComparingInt(Entry::first)
            .thenComparing(Entry::name));
    return new MemoryReport(entries, capacity, plan.peak(), plan.lowerBound(), plan.optimal());
  }

  /** The entries of {@code region}. */
  public List<Entry> in(String region) {
    return entries.stream().filter(e -> e.region().equals(region)).toList();
  }

  /** Steps of the time line: one more than the last step at which anything is live. */
  public int steps() {
    return entries.stream().mapToInt(Entry::last).max().orElse(-1) + 1;
  }
}
