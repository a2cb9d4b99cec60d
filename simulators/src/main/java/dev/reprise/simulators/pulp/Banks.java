package dev.reprise.simulators.pulp;

/**
 * The word-interleaved banks of L1. A bank takes one access a cycle and serves in order of arrival, whoever asks: those that collide again and again queue up once and then find their turn round by
 * round.
 */
final class Banks {
  private final long[] free;

  /** @param count a power of two */
  Banks(int count) {
    free = new long[count];
  }

  /** Takes the bank of {@code offset} as soon as it is free from cycle {@code now} on; returns how many cycles that takes. */
  long take(int offset, long now) {
    int bank = offset >> 2 & free.length - 1;
    long turn = Math.max(free[bank], now);
    free[bank] = turn + 1;
    return turn - now;
  }
}
