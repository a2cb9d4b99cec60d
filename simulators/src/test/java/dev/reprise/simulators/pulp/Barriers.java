package dev.reprise.simulators.pulp;

/** Barrier 0 of the event unit in test programs; register s11 holds the event unit's base. */
final class Barriers {
  private static final int UNIT = 27;

  /** Waits at the barrier. */
  static final int WAIT = Encoder.elw(26, UNIT, 0x21c);

  private Barriers() {}

  /** Every core runs this: its event mask, and the cores that take part. */
  static void setUp(TestProgram p, int mask) {
    p.li(UNIT, 0x00204000).li(26, 1 << 16).add(Encoder.sw(26, UNIT, 8));
    p.li(26, mask).add(Encoder.sw(26, UNIT, 0x200), Encoder.sw(26, UNIT, 0x20c));
  }
}
