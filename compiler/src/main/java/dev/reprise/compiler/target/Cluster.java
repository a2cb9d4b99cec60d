package dev.reprise.compiler.target;

/**
 * The cores that work together in a target of the PULP family, and the memories around them. Cycles are the cluster's.
 *
 * @param workers cores that compute; one more is the cluster's controller
 * @param fpus floating-point units they share
 * @param banks word-interleaved banks of L1
 * @param l1 bytes of the scratchpad beside the cores
 * @param l2 bytes of on-chip memory, private and shared part together
 * @param l3 bytes of memory outside; 0 for none
 * @param l2Cycles of an access of a worker to L2
 * @param dmaBytesPerCycle between L2 and L1
 * @param l3BytesPerCycle between L3 and L2
 */
public record Cluster(int workers, int fpus, int banks, long l1, long l2, long l3, int l2Cycles, int dmaBytesPerCycle, double l3BytesPerCycle) {
  private static final long L1_ORIGIN = 0x10000000L;

  /** The scratchpad; no plan fills it. */
  public MemoryRegion l1Region() {
    return new MemoryRegion("l1", MemoryRegion.Kind.RAM, L1_ORIGIN, l1, L1_ORIGIN);
  }
}
