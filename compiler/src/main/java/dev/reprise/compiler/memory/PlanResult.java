package dev.reprise.compiler.memory;

import java.util.Map;

/** What planning came to. */
public sealed interface PlanResult {
  /** Every item has its place. */
  record Fits(MemoryPlan plan) implements PlanResult {}

  /**
   * No plan was found inside the capacities.
   *
   * @param missing bytes by which the best attempt overruns its regions, all together; more than 0
   * @param attempt that attempt: items do not overlap, but some end past their region's capacity
   * @param proved whether no plan can exist (the live bytes of some step exceed what the regions hold, or the search was exhaustive)
   * @param overrun bytes per region that are missing; regions that are not overrun are left out
   */
  record DoesNotFit(long missing, MemoryPlan attempt, boolean proved, Map<String, Long> overrun) implements PlanResult {}
}
