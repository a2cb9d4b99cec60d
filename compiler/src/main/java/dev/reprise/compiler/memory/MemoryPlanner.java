package dev.reprise.compiler.memory;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives every buffer a region and an offset such that buffers that are live together do not overlap. The same input gives the same plan. */
public final class MemoryPlanner {
  private MemoryPlanner() {}

  /**
   * Plans, or fails.
   *
   * @param items in any order; a region that the target does not have is skipped
   * @param regions regions with different names
   * @throws RepriseException RP1401 where no plan was found, RP1402 where an item has no region of the target, RP1403 on a malformed item
   */
  public static MemoryPlan plan(List<PlanItem> items, List<Region> regions, PlannerOptions options) {
    PlanResult result = attempt(items, regions, options);
    if (result instanceof PlanResult.Fits fits) {
      return fits.plan();
    }
    throw FitAdvisor.failure("memory plan", (PlanResult.DoesNotFit) result, List.of());
  }

  /** Plans, and says by how much it fails where it does; otherwise as {@link #plan}. */
  public static PlanResult attempt(List<PlanItem> items, List<Region> regions, PlannerOptions options) {
    Map<String, Region> byName = new LinkedHashMap<>();
    regions.forEach(r -> byName.put(r.name(), r));
    List<PlanItem> usable = items.stream().map(i -> onTarget(i, byName)).toList();
    RegionChooser.Choice chosen = RegionChooser.choose(usable, byName, options);

    MemoryPlan.Placement[] placements = new MemoryPlan.Placement[items.size()];
    Map<String, Long> peak = new LinkedHashMap<>();
    Map<String, Long> bound = new LinkedHashMap<>();
    boolean eachOptimal = true;
    for (Region region : regions) {
      List<Integer> here = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if (chosen.regions().get(i).equals(region.name())) {
          here.add(i);
        }
      }
      List<PlanItem> content = here.stream().map(usable::get).toList();
      RegionPacker.Packed packed =
          RegionPacker.pack(content, options).orIfLower(content, here.stream().map(chosen.offsets()::get).toList());
      for (int k = 0; k < here.size(); k++) {
        int i = here.get(k);
        placements[i] = new MemoryPlan.Placement(items.get(i), region.name(), packed.offsets().get(k));
      }
      peak.put(region.name(), packed.peak());
      bound.put(region.name(), packed.bound());
      eachOptimal &= packed.optimal();
    }
    boolean choiceFree = usable.stream().allMatch(i -> i.regions().size() == 1);
    long total = peak.values().stream().mapToLong(Long::longValue).sum();
    long liveTotal = LiveBytes.maximum(usable);
    boolean optimal = total == liveTotal || choiceFree && eachOptimal;
    MemoryPlan plan = new MemoryPlan(List.of(placements), peak, bound, optimal);
    return judge(plan, byName, liveTotal, choiceFree && eachOptimal);
  }

  private static PlanResult judge(MemoryPlan plan, Map<String, Region> regions, long liveTotal, boolean exhausted) {
    Map<String, Long> overrun = new LinkedHashMap<>();
    plan.peak().forEach((name, p) -> {
      long over = p - regions.get(name).capacity();
      if (over > 0) {
        overrun.put(name, over);
      }
    });
    if (overrun.isEmpty()) {
      return new PlanResult.Fits(plan);
    }
    long missing = overrun.values().stream().mapToLong(Long::longValue).sum();
    long room = regions.values().stream().mapToLong(Region::capacity).sum();
    return new PlanResult.DoesNotFit(missing, plan, exhausted || liveTotal > room, overrun);
  }

  private static PlanItem onTarget(PlanItem item, Map<String, Region> regions) {
    boolean powerOfTwo = item.align() > 0 && Integer.bitCount(item.align()) == 1;
    if (item.bytes() <= 0 || !powerOfTwo || item.first() > item.last()) {
      throw RepriseException.of(MemoryError.BAD_ITEM, "buffer " + item.name(), "no size, alignment or lifetime: " + item);
    }
    List<String> present = item.regions().stream().filter(regions::containsKey).distinct().collect(Collectors.toList());
    if (present.isEmpty()) {
      throw RepriseException.of(MemoryError.NO_REGION, "buffer " + item.name(), String.join(", ", item.regions()));
    }
    return new PlanItem(item.name(), item.bytes(), item.align(), item.first(), item.last(), present);
  }
}
