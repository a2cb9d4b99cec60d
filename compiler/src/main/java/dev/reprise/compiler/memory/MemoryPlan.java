package dev.reprise.compiler.memory;

import java.util.List;
import java.util.Map;

/**
 * Where every buffer lies.
 *
 * @param placements in item order
 * @param peak highest used offset per region
 * @param lowerBound per region: largest sum of aligned sizes of items placed there that are live at one time
 * @param optimal whether the search proved that no plan has a lower total peak
 */
public record MemoryPlan(List<Placement> placements, Map<String, Long> peak, Map<String, Long> lowerBound, boolean optimal) {
  /** @param offset bytes from the start of the region */
  public record Placement(PlanItem item, String region, long offset) {}
}
