package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L3 and its copy engine: what is moved, when it is there, how the program hears of it, what is refused. */
class HyperBusTest {
  private static final int UNIT = 27;
  private static final int BUS = 28;
  private static final int L2 = 18;
  private static final int HYPER = 0x1a102480;
  private static final int L3 = 0x80000000;
  private static final int RX = 0;
  private static final int TX = 0xc;
  private static final int ENABLE = 1 << 4;
  private static final int SETUP = 30;
  /** From the event until a core that sleeps goes on. */
  private static final int WAKE = 6;

  private static final PulpConfig CONFIG = PulpConfig.pulpOpen().withL3(1 << 20, 1);

  /** One core of the cluster, with the event of the SoC in its mask. */
  private static TestProgram start() {
    TestProgram p = new TestProgram().cluster(1, 1);
    return p.li(UNIT, 0x00204000).li(26, 1 << 27).add(Encoder.sw(26, UNIT, 8)).li(BUS, HYPER);
  }

  private static TestProgram set(TestProgram p, int identifier, int register, int value) {
    return p.li(21, value).add(Encoder.sw(21, BUS, 0x80 * identifier + register));
  }

  private static TestProgram queue(TestProgram p, int identifier, int channel, int l3, int l2, int bytes) {
    set(p, identifier, 0x1c, l3);
    set(p, identifier, channel, l2);
    set(p, identifier, channel + 4, bytes);
    return set(p, identifier, channel + 8, ENABLE);
  }

  private static PulpMachine run(TestProgram p, PulpConfig config, PulpImage.Segment... more) {
    List<PulpImage.Segment> segments = new ArrayList<>(p.image().segments());
    segments.addAll(List.of(more));
    PulpMachine m = new PulpMachine(config, new PulpImage(TestProgram.BASE, segments, List.of()));
    PulpOutcome o = m.run(1_000_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }

  @ParameterizedTest(name = "{0} bytes, {1} a cycle")
  @CsvSource({"4096, 1, 4096", "64, 1, 64", "1, 1, 1", "1000, 0.8, 1250", "1001, 2, 501"})
  void transfersTakeTheirSetUpAndTheRateOfTheBus(int bytes, double rate, int cycles) {
    TestProgram p = set(start(), 0, 0x1c, 0);
    set(p, 0, RX, TestProgram.DATA);
    set(p, 0, RX + 4, bytes).li(21, ENABLE);
    // what is timed is in one line of the instruction cache
    while (p.here() % 16 != 0) {
      p.add(Encoder.NOP);
    }
    p.add(Encoder.csrr(20, 0xb00), Encoder.sw(21, BUS, RX + 8), Encoder.elw(22, UNIT, 0x3c), Encoder.csrr(23, 0xb00)).exit(0);
    PulpMachine m = run(p, PulpConfig.pulpOpen().withL3(1 << 20, rate));
    assertThat(m.register(0, 22)).isEqualTo(1 << 27);
    assertThat(m.register(0, 23) - m.register(0, 20)).isEqualTo(1 + SETUP + cycles + WAKE);
    assertThat(m.profile().l3Cycles()).isEqualTo(SETUP + cycles);
    assertThat(m.profile().l3Bytes()).isEqualTo(bytes);
  }

  @Test
  void transfersOfOneBusFollowEachOther() {
    TestProgram p = queue(start(), 0, RX, 0, TestProgram.DATA, 500);
    queue(p, 1, TX, 4096, TestProgram.DATA, 700);
    // the first is done when the event comes, the second still under way
    p.add(Encoder.elw(22, UNIT, 0x3c), Encoder.lw(10, BUS, 0x24), Encoder.lw(11, BUS, 0x80 + 0x24), Encoder.lw(13, BUS, 0x424));
    int poll = p.here();
    p.add(Encoder.lw(12, BUS, 0x80 + 0x24), Encoder.b(1, 12, 0, poll - p.here() - 4), Encoder.lw(14, BUS, 0x424)).exit(0);
    PulpMachine m = run(p, CONFIG);
    assertThat(m.register(0, 10)).as("status of the first").isZero();
    assertThat(m.register(0, 11)).as("busy, one transfer").isEqualTo(3);
    assertThat(m.register(0, 13)).as("free identifier").isZero();
    assertThat(m.register(0, 12)).isZero();
    assertThat(m.profile().l3Cycles()).isEqualTo(2 * SETUP + 500 + 700);
  }

  @Test
  void imagesFillL3AndDataComesBackFromIt() {
    byte[] stored = new byte[70_000];
    for (int n = 0; n < stored.length; n++) {
      stored[n] = (byte) (n * 37 >> 3);
    }
    TestProgram p = queue(start(), 2, RX, 1000, TestProgram.DATA + 1, stored.length).add(Encoder.elw(22, UNIT, 0x3c));
    queue(p, 2, TX, 131_071, TestProgram.DATA + 1, stored.length).add(Encoder.elw(22, UNIT, 0x3c));
    PulpMachine m = run(p.exit(0), CONFIG, new PulpImage.Segment(L3 + 1000, stored));
    assertThat(m.memory(TestProgram.DATA + 1, stored.length)).isEqualTo(stored);
    assertThat(m.memory(L3 + 131_071, stored.length)).isEqualTo(stored);
    assertThat(m.memory(L3 + 131_070, 1)).containsExactly(0);
  }

  @Test
  void dataIsThereWhenTheTransferEndsAndNotBefore() {
    TestProgram p = start();
    queue(p, 0, RX, 0, TestProgram.DATA, 400).li(L2, TestProgram.DATA).add(Encoder.lw(10, L2, 0), Encoder.elw(22, UNIT, 0x3c), Encoder.lw(11, L2, 0));
    PulpMachine m = run(p.exit(0), CONFIG, new PulpImage.Segment(L3, new byte[] {1, 2, 3, 4}));
    assertThat(m.register(0, 10)).isZero();
    assertThat(m.register(0, 11)).isEqualTo(0x04030201);
  }

  @Test
  void rowsLieApartInL3OrInL2() {
    byte[] stored = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    TestProgram p = start();
    // rows of 2 bytes, 5 apart in L3, one after the other in L2; then rows of 3 of those, 8 apart in L2
    set(p, 0, 0x28, 1);
    set(p, 0, 0x2c, 2);
    set(p, 0, 0x30, 5);
    queue(p, 0, RX, 0, TestProgram.DATA, 6).add(Encoder.elw(22, UNIT, 0x3c));
    set(p, 1, 0x34, 1);
    set(p, 1, 0x38, 3);
    set(p, 1, 0x3c, 8);
    queue(p, 1, RX, 0, TestProgram.DATA + 64, 6).add(Encoder.elw(22, UNIT, 0x3c));
    PulpMachine m = run(p.exit(0), CONFIG, new PulpImage.Segment(L3, stored));
    assertThat(m.memory(TestProgram.DATA, 7)).containsExactly(1, 2, 6, 7, 11, 12, 0);
    assertThat(m.memory(TestProgram.DATA + 64, 12)).containsExactly(1, 2, 3, 0, 0, 0, 0, 0, 4, 5, 6, 0);
    assertThat(m.profile().l3Cycles()).as("a set-up for each row of L3").isEqualTo(3 * SETUP + 6 + SETUP + 6);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "0xffffc, 0x1c020000, 8, leaves the memory",
    "-4, 0x1c020000, 8, leaves the memory",
    "0, 0x1bffffff, 8, leaves the memory",
    "0, 0x1c18fffc, 8, leaves the memory",
    "0, 0x10000000, 8, leaves the memory",
    "0, 0x1c020000, 0, transfer of 0 bytes",
  })
  void transfersOutsideTheMemoriesTrap(String l3, String l2, int bytes, String report) {
    TestProgram p = queue(start(), 0, TX, (int) (long) Long.decode(l3), (int) (long) Long.decode(l2), bytes).exit(0);
    PulpOutcome o = new PulpMachine(CONFIG, p.image()).run(100_000);
    assertThat(o.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(o.report()).contains(report, "cluster core 0");
  }

  @Test
  void coresDoNotReachL3AndWithoutItThereIsNoBus() {
    PulpOutcome load = new PulpMachine(CONFIG, new TestProgram().li(9, L3).add(Encoder.lw(10, 9, 0)).exit(0).image()).run(100_000);
    assertThat(load.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(load.report()).contains("load of 4 bytes at 0x80000000", "L3, which no core reaches");
    PulpOutcome none = queue(start(), 0, RX, 0, TestProgram.DATA, 4).exit(0).machine().run(100_000);
    assertThat(none.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(none.report()).contains("there is no L3");
  }

  @Test
  void moreTransfersThanAnIdentifierHoldsTrap() {
    TestProgram p = start();
    for (int n = 0; n < 9; n++) {
      queue(p, 0, RX, 0, TestProgram.DATA, 4096);
    }
    PulpOutcome o = new PulpMachine(CONFIG, p.exit(0).image()).run(100_000);
    assertThat(o.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(o.report()).contains("behind 8 others of identifier 0");
  }
}
