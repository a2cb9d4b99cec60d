package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What transfers take beside each other, in rows, and in bursts. Figures are those of the model (docs/pulp-simulator.md), not measured ones. */
class DmaTest {
  private static final int DMA = 22;
  private static final int FROM = 20;
  private static final int TO = 21;
  private static final int TO_L1 = 1 << 17;
  private static final int SETUP = 49;
  private static final int BURST = 16;
  /** Of instructions around what is timed, and of refills of their cache lines. */
  private static final int AROUND = 150;

  private static final long POLL = 7;

  /** One core of the cluster that takes an identifier, queues what {@link #queue} adds, and waits until all of it is done. */
  private static TestProgram begin() {
    return new TestProgram().cluster(1, 1).li(DMA, 0x10204400).li(13, 1).add(Encoder.lw(14, DMA, 0), Encoder.r(0, 1, 0x33, 15, 13, 14), Encoder.csrr(FROM, 0xb00));
  }

  private static void queue(TestProgram p, int command, int... words) {
    p.li(10, command | 1 << 18).add(Encoder.sw(10, DMA, 0));
    for (int word : words) {
      p.li(10, word).add(Encoder.sw(10, DMA, 0));
    }
  }

  private static PulpMachine run(TestProgram p) {
    p.add(Encoder.lw(16, DMA, 4), Encoder.r(0, 7, 0x33, 16, 16, 15), Encoder.b(1, 16, 0, -8), Encoder.csrr(TO, 0xb00)).exit(0);
    PulpMachine m = p.machine();
    PulpOutcome o = m.run(1_000_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }

  private static long cycles(PulpMachine m) {
    return m.register(0, TO) - m.register(0, FROM);
  }

  @Test
  void theTwoDirectionsDoNotWaitForEachOther() {
    TestProgram p = begin();
    queue(p, TO_L1 | 4096, TestProgram.L1, TestProgram.DATA);
    queue(p, 4096, TestProgram.L1 + 8192, TestProgram.DATA + 8192);
    PulpMachine m = run(p);
    assertThat(m.profile().dmaBytes()).isEqualTo(2 * 4096);
    assertThat(m.profile().dmaCycles()).isBetween(512L, 512L + AROUND);
    assertThat(cycles(m)).isBetween(SETUP + 512L, SETUP + 512L + 16 + AROUND);
  }

  @Test
  void transfersOfOneDirectionFollowEachOther() {
    TestProgram p = begin();
    queue(p, TO_L1 | 4096, TestProgram.L1, TestProgram.DATA);
    queue(p, TO_L1 | 4096, TestProgram.L1 + 8192, TestProgram.DATA + 8192);
    PulpMachine m = run(p);
    assertThat(m.profile().dmaCycles()).isEqualTo(2 * 512);
    assertThat(cycles(m)).isBetween(SETUP + 2 * 512L, SETUP + 2 * 512L + AROUND);
  }

  @Test
  void betweenTwoBurstsThatAreStoredLiesACycle() {
    int bursts = 8192 / 128 - 8192 / 256;
    assertThat(stored(128) - stored(256)).isBetween(bursts - POLL, bursts + POLL);
    assertThat(stored(512)).isEqualTo(stored(256));
  }

  /** Cycles for 8 KiB in rows of {@code row} bytes. */
  private static long stored(int row) {
    TestProgram p = begin();
    queue(p, 1 << 19 | 8192, TestProgram.L1, TestProgram.DATA, row, row);
    PulpMachine m = run(p);
    assertThat(m.profile().dmaCycles()).isEqualTo(8192 / 8);
    return cycles(m);
  }

  @Test
  void eightRowsAreUnderWayAtATime() {
    int rows = 128;
    TestProgram p = begin();
    queue(p, TO_L1 | 1 << 19 | 4 * rows, TestProgram.L1, TestProgram.DATA, 4, 64);
    PulpMachine m = run(p);
    assertThat(m.profile().dmaCycles()).isBetween(rows / 2L, (long) rows);
    assertThat(cycles(m)).isBetween(SETUP + (rows - 8) * BURST / 8L, SETUP + rows * (BURST + 2) / 8L + AROUND);
  }

  @Test
  void wordsOfDifferentRowsSharePortsAndRaggedEndsTakeOneEach() {
    TestProgram p = begin();
    // 12 rows of 12 bytes: 36 words in 18 cycles
    queue(p, TO_L1 | 1 << 19 | 144, TestProgram.L1, TestProgram.DATA, 12, 64);
    // 7 bytes from one before a word: a byte, a word, two bytes
    queue(p, TO_L1 | 7, TestProgram.L1 + 1023, TestProgram.DATA);
    assertThat(run(p).profile().dmaCycles()).isBetween(18L + 2, 36L + 2);
  }

  /** A core that reads the words of one bank again and again is held up when the DMA writes there, and holds it up. */
  @Test
  void coresAndTheDmaCompeteForBanks() {
    long[] conflicts = new long[2];
    long[] moving = new long[2];
    for (int n = 0; n < 2; n++) {
      TestProgram p = begin();
      queue(p, TO_L1 | n * 8192 + 8, TestProgram.L1, TestProgram.DATA);
      p.li(9, TestProgram.L1 + 32768).li(8, 1100).add(Encoder.setup(0, 8, 4), Encoder.lw(10, 9, 0), Encoder.lw(11, 9, 0));
      PulpMachine m = run(p);
      conflicts[n] = m.profile().cycles(0, Cause.CONFLICT);
      moving[n] = m.profile().dmaCycles();
    }
    assertThat(conflicts[0]).isLessThanOrEqualTo(1);
    // a word of that bank comes every 8 cycles
    assertThat(conflicts[1]).isBetween(8192 / 64 * 3L / 4, 8192 / 64 * 2L);
    assertThat(moving[1]).isBetween(8192 / 8L, 8192 / 8 * 5 / 4L);
  }
}
