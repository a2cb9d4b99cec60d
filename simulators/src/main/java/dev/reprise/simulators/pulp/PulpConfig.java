package dev.reprise.simulators.pulp;

import dev.reprise.compiler.target.Cluster;

/**
 * Sizes of a cluster.
 *
 * @param workers cores that compute, 1 to 16; one more is the cluster controller
 * @param fpus shared floating-point units; core c uses unit c % fpus
 * @param banks word-interleaved banks of L1, a power of two
 * @param l1Bytes cluster scratchpad at 0x10000000, at most 1 MiB (its test-and-set alias follows)
 * @param l2Bytes private and shared L2 at 0x1C000000 together
 * @param l2Cycles of an access of the cluster to L2, and of the fabric controller to L1
 * @param dmaBytesPerCycle between L2 and L1
 * @param l3Bytes of HyperRAM, which only its copy engine reaches; 0 for none
 * @param l3BytesPerCycle between L3 and L2, not looked at without L3
 */
public record PulpConfig(int workers, int fpus, int banks, int l1Bytes, int l2Bytes, int l2Cycles, int dmaBytesPerCycle, int l3Bytes, double l3BytesPerCycle) {
  private static final int MAX_WORKERS = 16;
  private static final int MAX_L1 = 1 << 20;
  private static final int MAX_L2 = 1 << 26;
  private static final int MAX_L3 = 1 << 30;

  public PulpConfig {
    if (workers < 1 || workers > MAX_WORKERS || fpus < 1 || banks < 1 || Integer.bitCount(banks) != 1) {
      throw new IllegalArgumentException(
          "workers 1 to 16, at least one FPU, banks a power of two: " + workers + ", " + fpus + ", " + banks);
    }
    if (l2Cycles < 1 || dmaBytesPerCycle < 1) {
      throw new IllegalArgumentException("an access to L2 takes a cycle and the DMA moves a byte in one, at least: " + l2Cycles + ", " + dmaBytesPerCycle);
    }
    if (l1Bytes < 4 || l1Bytes > MAX_L1 || l2Bytes < 4 || l2Bytes > MAX_L2 || ((l1Bytes | l2Bytes) & 3) != 0) {
      throw new IllegalArgumentException("L1 of 4 bytes to 1 MiB and L2 to 64 MiB, whole words: " + l1Bytes + ", " + l2Bytes);
    }
    if (l3Bytes < 0 || l3Bytes > MAX_L3 || l3Bytes > 0 && !(l3BytesPerCycle > 0)) {
      throw new IllegalArgumentException("L3 of at most 1 GiB, at a rate where there is any: " + l3Bytes + ", " + l3BytesPerCycle);
    }
  }

  /** pulp-open: 8 workers, 4 FPUs, 16 banks, 64 KiB of L1, 64 KiB private and 1.5 MiB shared L2; no L3. */
  public static PulpConfig pulpOpen() {
    return new PulpConfig(8, 4, 16, 64 << 10, (64 << 10) + (1536 << 10), 15, 8, 0, 0);
  }

  /** A target's. */
  public static PulpConfig of(Cluster cluster) {
    return new PulpConfig(
        cluster.workers(),
        cluster.fpus(),
        cluster.banks(),
        (int) cluster.l1(),
        (int) cluster.l2(),
        cluster.l2Cycles(),
        cluster.dmaBytesPerCycle(),
        (int) cluster.l3(),
        cluster.l3BytesPerCycle());
  }

  public PulpConfig withL1(int bytes) {
    return new PulpConfig(workers, fpus, banks, bytes, l2Bytes, l2Cycles, dmaBytesPerCycle, l3Bytes, l3BytesPerCycle);
  }

  public PulpConfig withL3(int bytes, double bytesPerCycle) {
    return new PulpConfig(workers, fpus, banks, l1Bytes, l2Bytes, l2Cycles, dmaBytesPerCycle, bytes, bytesPerCycle);
  }

  /** Cores of the cluster: workers and controller. */
  public int clusterCores() {
    return workers + 1;
  }
}
