package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Events that cores send each other. */
class SoftwareEventTest {
  private static final int UNIT = 23;
  private static final int HART = 5;

  /** Two cores with events 3 and 5 in their masks; core 1 goes on behind {@code first}, which core 0 runs. */
  private static TestProgram two(TestProgram first, int... second) {
    TestProgram p = new TestProgram().cluster(3, 2).li(UNIT, 0x10204000).li(10, 1 << 3 | 1 << 5).add(Encoder.sw(10, UNIT, 8), Encoder.csrr(HART, 0xf14));
    int[] body = first.words();
    return p.add(Encoder.b(1, HART, 0, 4 * body.length + 8)).add(body).add(0x0000006f).add(second);
  }

  private static PulpMachine run(TestProgram p) {
    PulpMachine m = p.exit(0).machine();
    PulpOutcome o = m.run(100_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }

  @Test
  void aCoreWakesAnother() {
    TestProgram sends = new TestProgram().repeat(100, Encoder.NOP).add(Encoder.csrr(12, 0xb00)).li(10, 2).add(Encoder.sw(10, UNIT, 0x100 + 4 * 3));
    PulpMachine m = run(two(sends, Encoder.elw(11, UNIT, 0x3c), Encoder.csrr(13, 0xb00), Encoder.lw(14, UNIT, 0x1c)));
    assertThat(m.register(1, 11)).isEqualTo(1 << 3);
    assertThat(m.register(1, 13)).isGreaterThan(m.register(0, 12));
    assertThat(m.register(1, 14)).as("cleared").isZero();
  }

  @Test
  void coresMeetBySendingAndWaitingAtOnce() {
    // each tells the other by a read, core 0 late; the target masks stand in +0x2c
    TestProgram late = new TestProgram().li(10, 2).add(Encoder.sw(10, UNIT, 0x2c)).repeat(60, Encoder.NOP).add(Encoder.elw(11, UNIT, 0x180 + 4 * 5));
    PulpMachine m = run(two(late, Encoder.addi(10, 0, 1), Encoder.sw(10, UNIT, 0x34), Encoder.elw(11, UNIT, 0x180 + 4 * 3), Encoder.lw(14, UNIT, 0x2c)));
    assertThat(m.register(1, 11)).isEqualTo(1 << 5);
    assertThat(m.register(0, 11)).as("it was there when core 0 came").isEqualTo(1 << 3);
    assertThat(m.register(1, 14)).isEqualTo(1);
  }

  @Test
  void theFabricControllerSendsThemFromOutsideAndToAll() {
    TestProgram p = new TestProgram().cachesOn();
    int boot = TestProgram.BASE + 4 * 200;
    p.poke(0x10200040, boot).poke(0x10200044, boot).poke(0x10200008, 3).repeat(60, Encoder.NOP).poke(0x10200e00 + 4 * 5, 0).add(0x0000006f);
    while (p.here() < boot) {
      p.add(Encoder.NOP);
    }
    p.li(UNIT, 0x00204000).li(10, 1 << 5).add(Encoder.sw(10, UNIT, 8), Encoder.elw(11, UNIT, 0x3c));
    PulpMachine m = run(p);
    assertThat(m.register(0, 11)).isEqualTo(1 << 5);
    assertThat(m.register(1, 11)).isEqualTo(1 << 5);
  }
}
