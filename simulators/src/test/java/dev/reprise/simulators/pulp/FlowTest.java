package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads, stores, branches, jumps, hardware loops and CSRs of one core, against stated results. */
class FlowTest {
  private static final int FABRIC = 9;
  private static final int BASE = 9;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "LB, 0, 0x03, 1, 0xffffffa2", "LH, 1, 0x03, 2, 0xffff84a3", "LW, 2, 0x03, 0, 0x84a3a2a1", "LBU, 4, 0x03, 3, 0x84",
    "LHU, 5, 0x03, 0, 0xa2a1", "P_LB, 0, 0x0b, 1, 0xffffffa1", "P_LH, 1, 0x0b, 2, 0xffffa2a1", "P_LW, 2, 0x0b, -4, 0x84a3a2a1",
    "P_LBU, 4, 0x0b, 1, 0xa1", "P_LHU, 5, 0x0b, 2, 0xa2a1"
  })
  void loads(Op op, int funct3, String opcode, int offset, String expected) {
    int word = Encoder.i(funct3, Integer.decode(opcode), 10, BASE, offset);
    PulpMachine m = run(data().add(word));
    assertThat(Decoder.decode(word).op).isEqualTo(op);
    assertThat(m.register(FABRIC, 10)).isEqualTo(Long.decode(expected).intValue());
    assertThat(m.register(FABRIC, BASE)).isEqualTo(TestProgram.DATA + (opcode.equals("0x0b") ? offset : 0));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "P_LB, 0x00, 0xffffffa1", "P_LH, 0x08, 0xffffa2a1", "P_LW, 0x10, 0x84a3a2a1", "P_LBU, 0x20, 0xa1", "P_LHU, 0x28, 0xa2a1"
  })
  void loadsWithRegisterIncrement(Op op, String funct7, String expected) {
    int word = Encoder.r(Integer.decode(funct7), 7, 0x0b, 10, BASE, 11);
    PulpMachine m = run(data().li(11, -12).add(word));
    assertThat(Decoder.decode(word).op).isEqualTo(op);
    assertThat(m.register(FABRIC, 10)).isEqualTo(Long.decode(expected).intValue());
    assertThat(m.register(FABRIC, BASE)).isEqualTo(TestProgram.DATA - 12);
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "SB, 0, 0x23, 1, 0x84a344a1, 0", "SH, 1, 0x23, 2, 0x3344a2a1, 0", "SW, 2, 0x23, 0, 0x11223344, 0", "P_SB, 0, 0x2b, 1, 0x84a3a244, 1",
    "P_SH, 1, 0x2b, -2, 0x84a33344, -2", "P_SW, 2, 0x2b, 4, 0x11223344, 4"
  })
  void stores(Op op, int funct3, String opcode, int offset, String expected, int moved) {
    int word = Encoder.s(funct3, Integer.decode(opcode), 10, BASE, offset);
    PulpMachine m = run(data().li(10, 0x11223344).add(word).add(Encoder.addi(12, BASE, 0)).li(BASE, TestProgram.DATA));
    checkStore(m, word, op, expected, moved);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"P_SB, 4, 0x84a3a244", "P_SH, 5, 0x84a33344", "P_SW, 6, 0x11223344"})
  void storesWithRegisterIncrement(Op op, int funct3, String expected) {
    int word = Encoder.r(0, funct3, 0x2b, 13, BASE, 10);
    PulpMachine m = run(data().li(10, 0x11223344).li(13, 20).add(word).add(Encoder.addi(12, BASE, 0)));
    checkStore(m, word, op, expected, 20);
  }

  private static void checkStore(PulpMachine m, int word, Op op, String expected, int moved) {
    assertThat(Decoder.decode(word).op).isEqualTo(op);
    byte[] b = m.memory(TestProgram.DATA, 4);
    assertThat(b[0] & 0xff | (b[1] & 0xff) << 8 | (b[2] & 0xff) << 16 | b[3] << 24).isEqualTo(Long.decode(expected).intValue());
    assertThat(m.register(FABRIC, 12)).isEqualTo(TestProgram.DATA + moved);
  }

  /** taken for a=-1,b=1; for a=1,b=-1; for a=b=-1. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "BEQ, 0, false, false, true", "BNE, 1, true, true, false", "BLT, 4, true, false, false", "BGE, 5, false, true, true",
    "BLTU, 6, false, true, false", "BGEU, 7, true, false, true"
  })
  void branches(Op op, int funct3, boolean lower, boolean higher, boolean equal) {
    int word = Encoder.b(funct3, 11, 12, 12);
    assertThat(Decoder.decode(word).op).isEqualTo(op);
    assertThat(taken(word, -1, 1)).isEqualTo(lower);
    assertThat(taken(word, 1, -1)).isEqualTo(higher);
    assertThat(taken(word, -1, -1)).isEqualTo(equal);
  }

  @Test
  void branchesOnImmediates() {
    int equal = Encoder.b(2, 11, -5 & 31, 12);
    int different = Encoder.b(3, 11, 15, 12);
    assertThat(Decoder.decode(equal).op).isEqualTo(Op.P_BEQIMM);
    assertThat(Decoder.decode(different).op).isEqualTo(Op.P_BNEIMM);
    assertThat(taken(equal, -5, 0)).isTrue();
    assertThat(taken(equal, 27, 0)).isFalse();
    assertThat(taken(different, 15, 0)).isFalse();
    assertThat(taken(different, -15, 0)).isTrue();
  }

  private static boolean taken(int word, int a, int b) {
    PulpMachine m = run(new TestProgram().li(11, a).li(12, b).li(10, 0).add(word, Encoder.addi(10, 0, 1), Encoder.NOP));
    return m.register(FABRIC, 10) == 0;
  }

  @Test
  void jumpsLink() {
    TestProgram p = new TestProgram().li(10, 0);
    int at = p.here();
    p.add(Encoder.j(1, 8), Encoder.addi(10, 10, 1), Encoder.i(0, 0x67, 5, 1, 13), Encoder.addi(10, 10, 2), Encoder.addi(10, 10, 4));
    PulpMachine m = run(p);
    assertThat(m.register(FABRIC, 1)).isEqualTo(at + 4);
    // jalr to at + 4 + 13 with bit 0 cleared
    assertThat(m.register(FABRIC, 5)).isEqualTo(at + 12);
    assertThat(m.register(FABRIC, 10)).isEqualTo(4);
  }

  @Test
  void auipcAddsToItsOwnAddress() {
    PulpMachine m = run(new TestProgram().add(Encoder.NOP, 0x12345000 | 10 << 7 | 0x17, 0x0ff0000f));
    assertThat(m.register(FABRIC, 10)).isEqualTo(TestProgram.BASE + 4 + 0x12345000);
  }

  @Test
  void hardwareLoopsNest() {
    // outer 5 times: one instruction, inner 3 times two instructions, one more
    TestProgram p = new TestProgram().li(10, 0).li(11, 0).li(12, 0).li(5, 5);
    p.add(Encoder.setup(1, 5, 10));
    p.add(Encoder.addi(10, 10, 1), Encoder.i(5, 0x7b, 0, 4, 3), Encoder.addi(11, 11, 1), Encoder.NOP, Encoder.addi(12, 12, 1));
    PulpMachine m = run(p);
    assertThat(m.register(FABRIC, 10)).isEqualTo(5);
    assertThat(m.register(FABRIC, 11)).isEqualTo(15);
    assertThat(m.register(FABRIC, 12)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void hardwareLoopsFromTheirParts(boolean immediateCount) {
    TestProgram p = new TestProgram().li(10, 0).li(5, 7);
    p.add(Encoder.i(0, 0x7b, 1, 0, 6), Encoder.i(1, 0x7b, 1, 0, 6));
    p.add(immediateCount ? Encoder.i(3, 0x7b, 1, 0, 7) : Encoder.i(2, 0x7b, 1, 5, 0));
    p.add(Encoder.addi(10, 10, 1), Encoder.NOP);
    assertThat(run(p).register(FABRIC, 10)).isEqualTo(7);
  }

  @Test
  void csrInstructions() {
    TestProgram p = new TestProgram().li(5, 0xf0).li(6, 0x30);
    p.add(Encoder.i(1, 0x73, 0, 5, 0x340), Encoder.i(3, 0x73, 10, 6, 0x340), Encoder.i(6, 0x73, 11, 15, 0x340));
    p.add(Encoder.i(7, 0x73, 12, 1, 0x340), Encoder.i(5, 0x73, 13, 31, 0x340), Encoder.i(2, 0x73, 14, 5, 0x340), Encoder.csrr(15, 0x340));
    p.add(Encoder.csrr(16, 0xf14));
    PulpMachine m = run(p);
    int[] expected = {0xf0, 0xc0, 0xcf, 0xce, 0x1f, 0xff, 0x3e0};
    for (int k = 0; k < expected.length; k++) {
      assertThat(m.register(FABRIC, 10 + k)).as("x%d", 10 + k).isEqualTo(expected[k]);
    }
  }

  @Test
  void performanceCounters() {
    TestProgram p = data().add(Encoder.addi(5, 0, -1), Encoder.csrw(0xcc0, 5), Encoder.i(5, 0x73, 0, 1, 0xcc1));
    p.add(Encoder.lw(10, BASE, 0), Encoder.addi(10, 10, 1), Encoder.sw(10, BASE, 0), Encoder.b(0, 0, 0, 4), Encoder.b(1, 0, 0, 4));
    p.add(Encoder.i(5, 0x73, 0, 0, 0xcc1));
    int[] counters = {1, 2, 5, 6, 8, 9};
    for (int k = 0; k < counters.length; k++) {
      p.add(Encoder.csrr(16 + k, 0x780 + counters[k]));
    }
    PulpMachine m = run(p);
    int[] expected = {6, 1, 1, 1, 2, 1};
    for (int k = 0; k < counters.length; k++) {
      assertThat(m.register(FABRIC, 16 + k)).as("counter %d", counters[k]).isEqualTo(expected[k]);
    }
  }

  @Test
  void storedCodeIsExecuted() {
    // replaces the instruction after next, which ran before
    TestProgram p = new TestProgram().li(10, 0).li(5, Encoder.addi(10, 10, 100)).li(7, 2);
    int loop = p.here();
    p.li(6, loop + 16).add(Encoder.addi(7, 7, -1), Encoder.NOP, Encoder.addi(10, 10, 1), Encoder.sw(5, 6, 0));
    p.add(Encoder.b(1, 7, 0, loop - p.here()));
    assertThat(run(p).register(FABRIC, 10)).isEqualTo(101);
  }

  @Test
  void reservedWordsAreIllegal() {
    int[] words = {
      0, 0xffffffff, 0x00003003, 0x00003023, 0x02001013, 0x40001013, 0x7e000033, 0x00005053, 0x0000300b, 0x0000302b, 0x0000007b | 2 << 7,
      0x0000607b, 0x04000057, 0x00002057, 0x0000005b, 0x00001067, 0x00004073, 0x30200073, 0x42002033
    };
    for (int w : words) {
      assertThat(Decoder.decode(w).op).as("%08x", w).isEqualTo(Op.ILLEGAL);
    }
  }

  /** A word in L2 whose bytes all have their top bit set, its address in BASE. */
  private static TestProgram data() {
    return new TestProgram().cachesOn().poke(TestProgram.DATA, 0x84a3a2a1).li(BASE, TestProgram.DATA);
  }

  private static PulpMachine run(TestProgram p) {
    PulpMachine m = p.exit(0).machine();
    PulpOutcome o = m.run(100_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }
}
