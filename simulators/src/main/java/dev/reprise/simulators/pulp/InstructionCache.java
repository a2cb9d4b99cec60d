package dev.reprise.simulators.pulp;

import java.util.Arrays;

/**
 * An instruction cache of 4 ways and lines of 16 bytes. Which way a new line takes is drawn by an 8-bit shift register with feedback, whether or not another one is empty: so code that would fit
 * may lose some of its lines to itself. One refill is under way at a time.
 */
final class InstructionCache {
  /** Bits of an address within a line. */
  static final int LINE_BITS = 4;

  private static final int WAYS = 4;

  /** Where missing lines come from. */
  interface Source {
    /** The cycle from which on {@code line} (its number from address 0 on) can be read, asked for at cycle {@code now}. */
    long request(int line, long now);
  }

  boolean enabled;
  private final int sets;
  private final int skipped;
  private final int refillCycles;
  private final Source behind;
  private final int[] tags;
  private final long[] ready;
  private int shift;
  private long refillEnd;

  /**
   * An empty cache, off.
   *
   * @param sets a power of two
   * @param skipped low bits of a line's number that are the same for all lines here (of a bank)
   * @param refillCycles beyond what {@code behind} takes
   */
  InstructionCache(int sets, int skipped, int refillCycles, Source behind) {
    this.sets = sets;
    this.skipped = skipped;
    this.refillCycles = refillCycles;
    this.behind = behind;
    tags = new int[sets * WAYS];
    ready = new long[sets * WAYS];
    Arrays.fill(tags, -1);
  }

  void enable(boolean on) {
    enabled = on;
    Arrays.fill(tags, -1);
  }

  /** As {@link Source#request}; at most {@code now} for a hit. */
  long request(int line, long now) {
    int first = (line >>> skipped & sets - 1) * WAYS;
    for (int w = first; w < first + WAYS; w++) {
      if (tags[w] == line) {
        return ready[w];
      }
    }
    int way = first + draw();
    tags[way] = line;
    refillEnd = behind.request(line, Math.max(now, refillEnd)) + refillCycles;
    ready[way] = refillEnd;
    return refillEnd;
  }

  private int draw() {
    int feedback = ~(shift >> 7 ^ shift >> 3 ^ shift >> 2 ^ shift >> 1) & 1;
    shift = shift << 1 & 0xff | feedback;
    return shift >> 1 & WAYS - 1;
  }
}
