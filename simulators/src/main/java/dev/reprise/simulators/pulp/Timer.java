package dev.reprise.simulators.pulp;

/**
 * PULP's timer (timer_unit): two counters of 32 bits, or one of 64, that count cycles, each by a prescaler if wanted. A counter that reaches its compare value may send an event, begin anew at 0 in
 * the same cycle (as in GVSoC; its period is the compare value), or stop. The reference clock is not modelled.
 */
final class Timer implements Agenda.Unit {
  static final int BYTES = 0x28;

  private static final int ENABLE = 1;
  private static final int RESET = 1 << 1;
  private static final int EVENT = 1 << 2;
  private static final int CYCLIC = 1 << 4;
  private static final int ONE_SHOT = 1 << 5;
  private static final int PRESCALE = 1 << 6;
  private static final int REFERENCE_CLOCK = 1 << 7;
  private static final int CASCADE = 1 << 31;
  private static final int KEPT = ENABLE | EVENT | 1 << 3 | CYCLIC | ONE_SHOT | PRESCALE | 0xff00;
  private static final long WORD = 0xffffffffL;

  /** What hears of the events. */
  interface Listener {
    /** Counter {@code n} has reached its compare value in cycle {@code at}. */
    void reached(int n, long at);
  }

  private final Agenda agenda;
  private final Listener listener;
  private final int[] config = new int[2];
  private final long[] value = new long[2];
  private final long[] compare = new long[2];
  /** The cycle in which the value was what {@link #value} says. */
  private final long[] since = new long[2];

  Timer(Agenda agenda, Listener listener) {
    this.agenda = agenda;
    this.listener = listener;
  }

  int load(int offset, long now) {
    count(now);
    int n = offset >> 2 & 1;
    return switch (offset & ~4) {
      case 0x00 -> config[n];
      case 0x08 -> (int) (cascaded() ? value[0] >>> 32 * n : value[n]);
      case 0x10 -> (int) (cascaded() ? compare[0] >>> 32 * n : compare[n]);
      default -> throw new Trap(String.format("timer has no register to read at +0x%x", offset));
    };
  }

  void store(int offset, int to, long now) {
    count(now);
    int n = offset >> 2 & 1;
    switch (offset & ~4) {
      case 0x00 -> configure(n, to, now);
      case 0x08 -> set(value, n, to);
      case 0x10 -> set(compare, n, to);
      case 0x18 -> configure(n, config[n] | ENABLE, now);
      case 0x20 -> configure(n, config[n] | RESET, now);
      default -> throw new Trap(String.format("timer has no register to write at +0x%x", offset));
    }
    agenda.expect(next());
  }

  private boolean cascaded() {
    return (config[0] & CASCADE) != 0;
  }

  private void set(long[] words, int n, int to) {
    if (cascaded()) {
      words[0] = n == 0 ? words[0] & ~WORD | to & WORD : words[0] & WORD | (long) to << 32;
    } else {
      words[n] = to & WORD;
    }
  }

  private void configure(int n, int to, long now) {
    if ((to & ENABLE) != 0 && (to & REFERENCE_CLOCK) != 0) {
      throw new Trap("the timer's reference clock is not modelled");
    }
    boolean before = cascaded();
    config[n] = to & (n == 0 ? KEPT | CASCADE : KEPT);
    since[n] = now;
    if ((to & RESET) != 0) {
      value[n] = 0;
    }
    if (before != cascaded()) {
      for (long[] words : new long[][] {value, compare}) {
        if (before) {
          words[1] = words[0] >>> 32;
          words[0] &= WORD;
        } else {
          words[0] |= words[1] << 32;
        }
      }
    }
  }

  private boolean runs(int n) {
    return (config[n] & ENABLE) != 0 && (n == 0 || !cascaded());
  }

  private long cyclesPerTick(int n) {
    return (config[n] & PRESCALE) != 0 ? 1 + (config[n] >>> 8 & 0xff) : 1;
  }

  /** Ticks until the compare value; all the way round where that is the value. */
  private long ticksToCompare(int n) {
    long mask = cascaded() ? Long.MAX_VALUE : WORD;
    long ticks = compare[n] - value[n] & mask;
    return ticks != 0 ? ticks : cascaded() ? mask : mask + 1;
  }

  private void count(long now) {
    for (int n = 0; n < 2; n++) {
      if (!runs(n)) {
        continue;
      }
      long ticks = (now - since[n]) / cyclesPerTick(n);
      since[n] += ticks * cyclesPerTick(n);
      long toCompare = ticksToCompare(n);
      if (ticks < toCompare) {
        value[n] = wrapped(value[n] + ticks);
        continue;
      }
      long beyond = (config[n] & CYCLIC) == 0 ? compare[n] + ticks - toCompare : compare[n] == 0 ? 0 : (ticks - toCompare) % compare[n];
      value[n] = wrapped((config[n] & ONE_SHOT) == 0 ? beyond : (config[n] & CYCLIC) == 0 ? compare[n] : 0);
      if ((config[n] & ONE_SHOT) != 0) {
        config[n] &= ~ENABLE;
      }
      if ((config[n] & EVENT) != 0) {
        listener.reached(n, now);
      }
    }
  }

  private long wrapped(long counted) {
    return cascaded() ? counted : counted & WORD;
  }

  @Override
  public long next() {
    long next = Agenda.NEVER;
    for (int n = 0; n < 2; n++) {
      if (runs(n) && (config[n] & EVENT) != 0) {
        long ticks = ticksToCompare(n);
        long most = (Agenda.NEVER - since[n]) / cyclesPerTick(n);
        next = Math.min(next, ticks < most ? since[n] + ticks * cyclesPerTick(n) : Agenda.NEVER);
      }
    }
    return next;
  }

  @Override
  public void advance(long cycle) {
    if (next() <= cycle) {
      count(cycle);
    }
  }
}
