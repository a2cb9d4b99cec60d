package dev.reprise.compiler.tile;

import dev.reprise.compiler.target.Cluster;

/**
 * What tiles are cut for.
 *
 * @param samples of a micro-batch
 * @param bytes of L1 for the blocks of a call
 */
record TileLimits(Cluster cluster, int samples, long bytes) {}
