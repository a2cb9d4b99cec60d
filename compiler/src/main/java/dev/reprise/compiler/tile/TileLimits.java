package dev.reprise.compiler.tile;

import dev.reprise.compiler.target.Cluster;

/**
 * What tiles are cut for.
 *
 * @param samples of a micro-batch
 * @param bytes of L1 for the blocks of a call
 * @param partialSums whether tiles may also go on with the sums of earlier ones, which then pass through L1 several times: it makes blocks of weights large, as L3 likes them, and small enough where rows of them are long
 */
record TileLimits(Cluster cluster, int samples, long bytes, boolean partialSums) {
  /** One sample in as much L1 as there may be, on a cluster of one core. */
  static final TileLimits NONE = new TileLimits(new Cluster(1, 1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 1, 1, 0), 1, Integer.MAX_VALUE);

  /** Every output in one tile. */
  TileLimits(Cluster cluster, int samples, long bytes) {
    this(cluster, samples, bytes, false);
  }
}
