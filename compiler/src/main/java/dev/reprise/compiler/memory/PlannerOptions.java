package dev.reprise.compiler.memory;

/**
 * How long the planner looks. Effort is counted in comparisons, not in time, so that every machine finds the same plan.
 *
 * @param seed of the local search
 * @param searchEffort comparisons spent on orders of placement, per region and again for the choice of regions
 * @param proofEffort comparisons spent on the exhaustive search, per region
 */
public record PlannerOptions(long seed, long searchEffort, long proofEffort) {
  /** Enough for the plans of real models; a plan of 300 buffers takes a fraction of a second. */
  public static PlannerOptions defaults() {
    return new PlannerOptions(1, 20_000_000L, 60_000_000L);
  }
}
