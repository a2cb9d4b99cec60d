package dev.reprise.simulators.pulp;

import java.util.Arrays;

/**
 * A shared instruction cache of 4 KiB, 4 ways, lines of 16 bytes, least recently used line replaced. Off at reset. Who asks for a line that
 * is on its way waits for it. Ways and line length are assumptions; size and off at reset are measured facts.
 */
final class InstructionCache {
  private static final int WAYS = 4;
  private static final int SETS = 4096 / 16 / WAYS;

  boolean enabled;
  private final int[] tags = new int[SETS * WAYS];
  private final long[] used = new long[SETS * WAYS];
  private final long[] ready = new long[SETS * WAYS];
  private long clock;

  InstructionCache() {
    Arrays.fill(tags, -1);
  }

  void enable(boolean on) {
    enabled = on;
    Arrays.fill(tags, -1);
  }

  /** The cycle from which on the line can be fetched; at most {@code now} for a hit. */
  long request(int line, long now) {
    int first = (line & SETS - 1) * WAYS;
    int oldest = first;
    for (int w = first; w < first + WAYS; w++) {
      if (tags[w] == line) {
        used[w] = ++clock;
        return ready[w];
      }
      if (used[w] < used[oldest]) {
        oldest = w;
      }
    }
    tags[oldest] = line;
    used[oldest] = ++clock;
    ready[oldest] = now + Timing.CACHE_REFILL;
    return ready[oldest];
  }
}
