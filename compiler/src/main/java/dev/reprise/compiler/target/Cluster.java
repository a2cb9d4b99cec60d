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
 * @param l1Reserved bytes of L1 kept for stacks and what the board support has there
 */
public record Cluster(
    int workers, int fpus, int banks, long l1, long l2, long l3, int l2Cycles, int dmaBytesPerCycle, double l3BytesPerCycle, long l1Reserved) {
  /** The plan's region in L3. */
  public static final String L3 = "l3";

  private static final long L1_ORIGIN = 0x10000000L;
  /** Of a name space of its own: no core has addresses for L3. */
  private static final long L3_ORIGIN = 0x80000000L;

  /** With all of L1 free. */
  public Cluster(int workers, int fpus, int banks, long l1, long l2, long l3, int l2Cycles, int dmaBytesPerCycle, double l3BytesPerCycle) {
    this(workers, fpus, banks, l1, l2, l3, l2Cycles, dmaBytesPerCycle, l3BytesPerCycle, 0);
  }

  /** The same with another size of L3. */
  public Cluster withL3(long bytes) {
    return new Cluster(workers, fpus, banks, l1, l2, bytes, l2Cycles, dmaBytesPerCycle, l3BytesPerCycle, l1Reserved);
  }

  /** Bytes of L1 that are left for tiles. */
  public long l1Free() {
    return Math.max(0, l1 - l1Reserved);
  }

  /** The scratchpad; no plan fills it. */
  public MemoryRegion l1Region() {
    return new MemoryRegion("l1", MemoryRegion.Kind.RAM, L1_ORIGIN, l1, L1_ORIGIN);
  }

  /** The memory outside, of size 0 where there is none; plans put there what is only copied. */
  public MemoryRegion l3Region() {
    return new MemoryRegion(L3, MemoryRegion.Kind.L3, L3_ORIGIN, l3, L3_ORIGIN);
  }
}
