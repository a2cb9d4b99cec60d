package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cluster's timer: counting, prescaler, the events of compare values, 64 bits. */
class TimerTest {
  private static final int TIMER = 22;
  private static final int UNIT = 23;
  private static final int ENABLE = 1;
  private static final int EVENT = 4;
  private static final int CYCLIC = 16;
  private static final int ONE_SHOT = 32;
  private static final int PRESCALE = 64;

  /** One core of the cluster, with the events of both counters in its mask. */
  private static TestProgram start() {
    return new TestProgram().cluster(1, 1).li(TIMER, 0x10200400).li(UNIT, 0x10204000).li(10, 3 << 10).add(Encoder.sw(10, UNIT, 8));
  }

  private static TestProgram set(TestProgram p, int register, int value) {
    return p.li(10, value).add(Encoder.sw(10, TIMER, register));
  }

  private static PulpMachine run(TestProgram p) {
    PulpMachine m = p.exit(0).machine();
    PulpOutcome o = m.run(1_000_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }

  @ParameterizedTest(name = "counter {0}, every {1} cycles")
  @CsvSource({"0, 1", "1, 1", "0, 4", "1, 256"})
  void aCounterCountsCycles(int counter, int each) {
    TestProgram p = set(start(), 4 * counter, each == 1 ? 0 : PRESCALE | each - 1 << 8);
    set(p, 0x18 + 4 * counter, 1);
    for (int n = 0; n < 2; n++) {
      p.add(Encoder.csrr(12 + n, 0xb00), Encoder.lw(14 + n, TIMER, 8 + 4 * counter)).repeat(300, Encoder.NOP);
    }
    PulpMachine m = run(p);
    int cycles = m.register(0, 13) - m.register(0, 12);
    assertThat(cycles).isGreaterThan(300);
    assertThat(m.register(0, 15) - m.register(0, 14)).isBetween(cycles / each, cycles / each + (each == 1 ? 0 : 1));
  }

  @ParameterizedTest(name = "counter {0}, every {2} cycles to {1}")
  @CsvSource({"0, 500, 1", "1, 777, 1", "0, 100, 8"})
  void aCyclicCounterSendsAnEventAtItsCompareValue(int counter, int compare, int each) {
    TestProgram p = set(start(), 0x10 + 4 * counter, compare);
    set(p, 4 * counter, ENABLE | EVENT | CYCLIC | (each == 1 ? 0 : PRESCALE | each - 1 << 8));
    for (int n = 0; n < 4; n++) {
      p.add(Encoder.elw(14, UNIT, 0x3c), Encoder.csrr(16 + n, 0xb00));
    }
    PulpMachine m = run(p);
    assertThat(m.register(0, 14)).isEqualTo(1 << 10 + counter);
    assertThat(m.register(0, 18) - m.register(0, 17)).isBetween(compare * each - 18, compare * each + 18);
    assertThat(m.register(0, 19) - m.register(0, 16)).isBetween(3 * compare * each - 18, 3 * compare * each + 18);
  }

  @Test
  void aCounterOfOneShotStopsAndOneResetBeginsAtZero() {
    TestProgram p = set(start(), 0x10, 50);
    set(p, 0, ENABLE | EVENT | ONE_SHOT).add(Encoder.elw(14, UNIT, 0x3c), Encoder.lw(15, TIMER, 0), Encoder.lw(16, TIMER, 8));
    set(p, 0x20, 1).add(Encoder.lw(17, TIMER, 8));
    PulpMachine m = run(p);
    assertThat(m.register(0, 15)).isEqualTo(EVENT | ONE_SHOT);
    assertThat(m.register(0, 16)).isEqualTo(50);
    assertThat(m.register(0, 17)).isZero();
  }

  @Test
  void twoCountersMakeOneOf64Bits() {
    TestProgram p = set(start(), 0, 1 << 31);
    set(p, 8, -20);
    set(p, 0xc, 6);
    set(p, 0, 1 << 31 | ENABLE).repeat(30, Encoder.NOP).add(Encoder.lw(15, TIMER, 0xc), Encoder.lw(16, TIMER, 8));
    PulpMachine m = run(p);
    assertThat(m.register(0, 15)).isEqualTo(7);
    assertThat(m.register(0, 16)).isBetween(10, 200);
  }

  @Test
  void theFabricControllerHasOneToo() {
    TestProgram p = new TestProgram().cachesOn().li(TIMER, 0x1a10b000);
    set(p, 0x18, 1).add(Encoder.lw(12, TIMER, 8)).repeat(100, Encoder.NOP).add(Encoder.lw(13, TIMER, 8));
    PulpMachine m = run(p);
    assertThat(m.register(9, 13) - m.register(9, 12)).isBetween(101, 300);
  }

  @Test
  void theReferenceClockTraps() {
    PulpOutcome o = set(start(), 0, ENABLE | 128).exit(0).machine().run(100_000);
    assertThat(o.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(o.report()).contains("reference clock");
  }
}
