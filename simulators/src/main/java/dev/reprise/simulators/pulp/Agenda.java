package dev.reprise.simulators.pulp;

import java.util.List;

/** The units that go on by themselves while cores run, and the next cycle at which one of them does something. */
final class Agenda {
  /** Nothing is under way. */
  static final long NEVER = Long.MAX_VALUE;

  /** A unit with work of its own. */
  interface Unit {
    /** The cycle at which something ends, {@link #NEVER} where nothing is under way. */
    long next();

    /** Does what is due at {@code cycle} or before. */
    void advance(long cycle);
  }

  private List<Unit> units = List.of();
  private long soonest = NEVER;

  /** Who takes part, in the order in which what ends in the same cycle is done. */
  void units(Unit... all) {
    units = List.of(all);
  }

  /** A unit has begun what ends at {@code cycle}. */
  void expect(long cycle) {
    soonest = Math.min(soonest, cycle);
  }

  long soonest() {
    return soonest;
  }

  /** Does what is due at {@code cycle}. */
  void advance(long cycle) {
    long next = NEVER;
    for (Unit unit : units) {
      unit.advance(cycle);
      next = Math.min(next, unit.next());
    }
    soonest = next;
  }
}
