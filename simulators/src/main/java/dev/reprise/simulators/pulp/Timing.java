package dev.reprise.simulators.pulp;

/**
 * Cycle costs of the cluster that no configuration changes, measured on the GVSoC model of pulp-open where nothing else is said. "Extra" is beyond the cycle of issue.
 */
final class Timing {
  static final int TAKEN_BRANCH_EXTRA = 2;
  static final int JUMP_EXTRA = 1;
  static final int MUL_EXTRA = 1;
  static final int MULH_EXTRA = 4;
  static final int FLOAT_DIVIDE = 14;
  /** Half precision in the same unit, and a root: GVSoC's pulp_cores.py. */
  static final int HALF_DIVIDE = 10;
  /** 6.5 cycles on average: 6 and 7 in turn. */
  static final int MISALIGNED_EXTRA = 5;
  /** From the last arrival at a barrier until all go on; 6 cycles with the issue of p.elw. */
  static final int WAKE_EXTRA = 5;
  /** With its cache off, a core takes about 8 cycles an instruction. */
  static final int UNCACHED_EXTRA = 7;
  /** Of a line of an instruction cache, beyond what it takes to get it from behind. */
  static final int CACHE_REFILL = 2;
  /** The same of the fabric controller's, which gets a line from L2: the latency of its fetch interconnect in GVSoC's soc_interco.py. */
  static final int FABRIC_CACHE_REFILL = 5;
  /** Of a core of the cluster to its control unit, caches and timer: GVSoC's cluster.py. Event unit and DMA have ports of their own at each core, without delay. */
  static final int CLUSTER_PERIPHERAL_EXTRA = 2;
  /** Of the SoC's peripheral bus, for those who are in the SoC: GVSoC's soc.py. */
  static final int SOC_PERIPHERAL_EXTRA = 8;
  /** From the last command word to the first byte: with the words of the driver 64 bytes take about 68 cycles, 8192 about 1040. */
  static final int DMA_SETUP = 49;
  /** The last part of it, of each burst: the way to L2, as a core's access to it, and the ports. */
  static final int DMA_BURST = 16;
  /**
   * Of a HyperBus burst, modelled: 3 clocks for command and address, two initial latencies of 6 (a HyperRAM at its reset values, with refresh), and as much again for
   * chip select and the uDMA.
   */
  static final int HYPER_SETUP = 30;

  private Timing() {}

  /**
   * Of an integer division or remainder, by the bits of the divisor as in GVSoC's model of the core (gvsoc-core, rv32m.hpp); divisors of one or two digits take the 32 to 34 cycles that were measured.
   *
   * @param signed whether the operands are
   */
  static int divideExtra(int divisor, boolean signed) {
    if (signed && divisor == 0) {
      return 0;
    }
    boolean negative = signed && divisor < 0;
    return Integer.numberOfLeadingZeros(negative ? -divisor : divisor) + (negative ? 1 : 2);
  }
}
