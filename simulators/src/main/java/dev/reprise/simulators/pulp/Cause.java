package dev.reprise.simulators.pulp;

/** Where a core's cycle went. The causes of a core add up to the cycles of the run. */
public enum Cause {
  /** An instruction was issued. */
  ISSUE,
  /** The pipeline: load-use, multiplier and divider, branches and jumps, misaligned accesses. */
  STALL,
  /** A memory or peripheral other than the core's own level: L2 from the cluster, L1 from the fabric controller. */
  MEMORY,
  /** Another access to the same L1 bank. */
  CONFLICT,
  /** The shared floating-point units, their divide and square-root unit included. */
  FPU,
  /** Asleep at a barrier. */
  BARRIER,
  /** Not started, or asleep for another event. */
  IDLE,
  /** Instruction-cache misses, or fetches with the cache off. */
  ICACHE
}
