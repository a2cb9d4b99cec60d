package dev.reprise.compiler.tile;

import dev.reprise.compiler.target.Cluster;

/**
 * Modelled cycles of the loops that the Xpulp kernels are made of, on data in L1: items of equal work dealt out to the cores, which share FPUs. The constants are fitted to cycles simulated on
 * pulp-open ({@code TileCostTest}).
 */
final class TeamCycles {
  /** Of a call: geometry, shares, instruction cache. */
  private static final int CALL = 220;

  private static final double FPU_USE = 0.9;

  private final Cluster cluster;

  TeamCycles(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A product of matrices in blocks of 4x4 sums. */
  long matrix(int rows, int columns, int depth) {
    long blocks = (long) ((rows + 3) / 4) * ((columns + 3) / 4);
    long each = columns < 4 || rows < 4 ? (long) Math.min(4, rows) * Math.min(4, columns) : 16;
    return CALL + turns(blocks) * (60 + products(each * depth));
  }

  /** As {@link #matrix}, into sums that are loaded first. */
  long accumulation(int rows, int columns, int depth) {
    return matrix(rows, columns, depth) + turns((long) ((rows + 3) / 4) * ((columns + 3) / 4)) * 60;
  }

  /** One product for each element of a matrix: four rows at a time, or one. */
  long outer(int rows, int columns) {
    long own = turns(rows);
    return CALL + own / 4 * columns * 11L + own % 4 * columns * 5L;
  }

  /**
   * A convolution's rows of {@code columns} positions, by {@code products} for each position of an item: four positions at a time that have the same taps, the others one by one.
   *
   * @param period of positions that have the same taps; where it is more than 1 these are found by division
   * @param edges positions of a row with fewer taps
   */
  long gather(int items, int columns, int period, int edges, long products) {
    int run = (columns + period - 1) / period;
    int quads = Math.max(0, run - edges) / 4;
    int singles = run - 4 * quads;
    int find = period > 1 ? 250 : 0;
    return CALL + turns(items) * period * (quads * (130 + find + products(4 * products)) + singles * (110 + find + products(products) * 3 / 2));
  }

  /** Weight gradients of a convolution: items of a tap of 4x4 channels. */
  long tapItems(int items, int rows, long products) {
    return CALL + turns(items) * (150 + rows * 30L + products(products));
  }

  /** Columns of depthwise 3x3 planes, by source rows that stream by. */
  long columns(int columns, int rows) {
    return CALL + turns(columns) * (205 + 17L * rows);
  }

  /** Depthwise planes of {@code outputs} sums each, a dot product for each kernel row. */
  long taps(int planes, long outputs, int kernelRows, boolean few) {
    return CALL + turns(planes) * outputs * (few ? 60 : 117) + turns(planes) * outputs * kernelRows * 29 / 2;
  }

  /** Weight gradients of depthwise planes, three taps of a row at a time. */
  long slides(int channels, ConvShape s) {
    return CALL + turns(channels) * s.vertical().kernel() * (390 + 9L * s.heightOut() * s.widthOut());
  }

  /** Weight gradients of depthwise planes, tap by tap, a dot product for each row of outputs. */
  long dots(int channels, ConvShape s) {
    return CALL + turns(channels) * s.taps() * (200 + s.heightOut() * (25L + 13L * s.widthOut() / 5));
  }

  /** Sums of the gradient of a bias. */
  long sums(int channels, int positions) {
    return turns(channels) * (20 + 2L * positions);
  }

  /** A loop over elements, or one over outputs of several taps; {@code each}: cycles of one core. */
  long elements(long count, double each) {
    return CALL + Math.round(turns(count) * each);
  }

  /** Items of the core that has most. */
  private long turns(long items) {
    return (items + cluster.workers() - 1) / cluster.workers();
  }

  /** Of one core while all compute. */
  private long products(long count) {
    return Math.round(count * cluster.workers() / (cluster.fpus() * FPU_USE));
  }
}
