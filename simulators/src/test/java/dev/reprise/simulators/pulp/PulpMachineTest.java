package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster as a whole: start, barriers, DMA, shared memory, output, how runs end, profile, trace, ELF files. */
class PulpMachineTest {
  private static final int L1 = 9;
  private static final int ATOMIC_ROUNDS = 20;
  private static final int DAMAGED = 1000;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 9})
  void coresCountTogetherUnderATestAndSetLock(int cores) {
    TestProgram p = new TestProgram();
    int mask = (1 << cores) - 1;
    p.cluster(mask, cores);
    Barriers.setUp(p, mask);
    // lock at L1 + 0 by its alias, counter at L1 + 4 by the cluster's own addresses
    p.li(L1, TestProgram.L1 + 0x100000).li(10, TestProgram.L1).li(8, ATOMIC_ROUNDS).li(11, 4);
    int loop = p.here();
    p.add(Encoder.lw(12, L1, 0), Encoder.b(1, 12, 0, -4));
    p.add(Encoder.lw(13, 11, 0), Encoder.addi(13, 13, 1), Encoder.sw(13, 11, 0), Encoder.sw(0, 10, 0));
    p.add(Encoder.addi(8, 8, -1)).add(Encoder.b(1, 8, 0, loop - p.here()), Barriers.WAIT, Encoder.lw(14, 11, 0), Barriers.WAIT);
    PulpMachine m = exits(p.exit(0));
    for (int n = 0; n < cores; n++) {
      assertThat(m.register(n, 14)).isEqualTo(cores * ATOMIC_ROUNDS);
    }
  }

  @Test
  void stridedDmaGathersAndScattersRows() {
    TestProgram p = new TestProgram();
    for (int k = 0; k < 12; k++) {
      p.poke(TestProgram.DATA + 4 * k, 0x01010101 * (k + 1));
    }
    p.cluster(1, 1);
    // 3 rows of 8 bytes, 16 apart, to L1; then back as rows 8 apart to another place
    transfer(p, 24 | 1 << 17 | 1 << 18 | 1 << 19, 0x40, TestProgram.DATA, 8, 16);
    transfer(p, 24 | 1 << 18 | 1 << 19, 0x40, TestProgram.DATA + 256, 8, 12);
    PulpMachine m = exits(p.exit(0));
    byte[] back = m.memory(TestProgram.DATA + 256, 36);
    int[] expected = {1, 2, 0, 5, 6, 0, 9, 10, 0};
    for (int k = 0; k < 36; k++) {
      assertThat(back[k]).as("byte %d", k).isEqualTo((byte) expected[k / 4]);
    }
    assertThat(m.memory(TestProgram.L1 + 0x40, 24)[23]).isEqualTo((byte) 10);
    assertThat(m.profile().dmaCycles()).isEqualTo(6);
    assertThat(m.profile().dmaHiddenCycles()).as("the core sleeps").isZero();
  }

  /** Starts a strided transfer, sleeps until its event, frees it. */
  private static void transfer(TestProgram p, int command, int l1, int l2, int row, int stride) {
    p.li(27, 0x10204000).li(26, 1 << 8).add(Encoder.sw(26, 27, 8)).add(Encoder.lw(20, 27, 0x400));
    for (int word : new int[] {command | 1 << 20, l1, l2, row, stride}) {
      p.li(21, word).add(Encoder.sw(21, 27, 0x400));
    }
    p.add(Encoder.elw(22, 27, 0x3c)).li(23, 1).add(Encoder.r(0, 1, 0x33, 23, 23, 20), Encoder.sw(23, 27, 0x404));
  }

  @Test
  void outputComesLineByLineAndTheExitCodeIsKept() {
    List<String> lines = new ArrayList<>();
    TestProgram p = new TestProgram();
    for (char ch : "one\ntwo".toCharArray()) {
      p.poke(0x1a10ff80, ch);
    }
    PulpMachine m = new PulpMachine(PulpConfig.pulpOpen(), p.exit(37).image(), lines::add);
    PulpOutcome o = m.run(100_000);
    assertThat(o.end()).isEqualTo(PulpOutcome.End.EXIT);
    assertThat(o.code()).isEqualTo(37);
    assertThat(lines).containsExactly("one\n", "two");
    assertThat(m.output()).isEqualTo("one\ntwo");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0xffffffff, illegal instruction 0xffffffff", "0x00002283, load of 4 bytes at 0x00000000", "0x10200073, illegal",
    "0x00100073, ebreak", "0x7ff02573, CSR 0x7ff does not exist", "0x00b55553, illegal", "0x00002067, illegal"
  })
  void trapsNamePlaceAndReason(String word, String reason) {
    TestProgram p = new TestProgram().function("start").add(Encoder.NOP).function("bad").add((int) (long) Long.decode(word)).exit(0);
    PulpOutcome o = p.machine().run(100_000);
    assertThat(o.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(o.report()).contains("fabric controller at 0x1c000004 in bad", reason, "x31");
  }

  @Test
  void allAsleepIsADeadlockAndRunningOnEndsAtTheLimit() {
    TestProgram asleep = new TestProgram().cluster(3, 2);
    Barriers.setUp(asleep, 7);
    asleep.add(Barriers.WAIT, 0x0000006f);
    PulpOutcome limit = asleep.machine().run(5000);
    assertThat(limit.end()).isEqualTo(PulpOutcome.End.LIMIT);
    assertThat(limit.cycles()).isEqualTo(5000);
    assertThat(limit.report()).contains("cluster core 0 asleep", "cluster core 2 never started", "fabric controller runs");
    PulpOutcome deadlock = new TestProgram().add(0x10500073).exit(0).machine().run(5000);
    assertThat(deadlock.end()).isEqualTo(PulpOutcome.End.DEADLOCK);
    assertThat(deadlock.report()).contains("fabric controller asleep at 0x1c000004");
  }

  @Test
  void causesAddUpToTheCyclesOfTheRunAndRunsRepeat() {
    TestProgram p = new TestProgram().function("boot").cluster(0xff, 8).function("work");
    Barriers.setUp(p, 0xff);
    p.li(L1, TestProgram.L1).li(8, 30).li(11, 0x3f800000);
    int loop = p.here();
    p.add(Encoder.lw(10, L1, 0), Encoder.addi(10, 10, 1), Encoder.r(0, 0, 0x53, 12, 11, 11), Encoder.r(0x0c, 0, 0x53, 12, 11, 11));
    p.add(Encoder.r(1, 4, 0x33, 12, 11, 8), Encoder.addi(8, 8, -1)).add(Encoder.b(1, 8, 0, loop - p.here()), Barriers.WAIT).exit(0);
    PulpMachine m = p.machine();
    PulpOutcome o = m.run(1_000_000);
    PulpProfile profile = m.profile();
    for (int n = 0; n < profile.cores(); n++) {
      long sum = 0;
      for (Cause cause : Cause.values()) {
        sum += profile.cycles(n, cause);
      }
      assertThat(sum - profile.overrun(n)).as("core %d", n).isEqualTo(o.cycles());
      assertThat(profile.cycles(n, Cause.ISSUE)).isEqualTo(profile.instructions(n));
    }
    assertThat(profile.functions()).extracting(PulpProfile.Row::function).containsExactlyInAnyOrder("boot", "work", "?");
    PulpProfile.Row work = profile.functions().stream().filter(r -> r.function().equals("work")).findFirst().orElseThrow();
    assertThat(work.cycles()).containsKeys(Cause.ISSUE, Cause.STALL, Cause.MEMORY, Cause.CONFLICT, Cause.FPU, Cause.BARRIER, Cause.ICACHE);
    PulpMachine again = p.machine();
    assertThat(again.run(1_000_000)).isEqualTo(o);
    assertThat(again.profile().functions()).isEqualTo(profile.functions());
  }

  @Test
  void traceListsEachInstruction() {
    List<String> lines = new ArrayList<>();
    PulpMachine m = new TestProgram().add(Encoder.NOP, 0xffffffff).machine();
    m.trace(TraceSink.lines(lines::add));
    m.run(100);
    assertThat(lines).containsExactly("0 3e0 1c000000 00000013 addi", "8 3e0 1c000004 ffffffff illegal");
  }

  @Test
  void elfFilesAreLoadedWithTheirFunctions(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("program.elf");
    Files.write(file, new TestProgram().exit(5).elf(243));
    PulpImage image = PulpImage.read(file);
    assertThat(image.entry()).isEqualTo(TestProgram.BASE);
    assertThat(new PulpMachine(PulpConfig.pulpOpen(), image).run(1000).code()).isEqualTo(5);
    Files.write(file, new TestProgram().exit(5).elf(40));
    assertThatThrownBy(() -> PulpImage.read(file)).isInstanceOf(RepriseException.class).hasMessageContaining("RP1907");
    PulpImage outside = new PulpImage(0, List.of(new PulpImage.Segment(0x80000000, new byte[4])), List.of());
    assertThatThrownBy(() -> new PulpMachine(PulpConfig.pulpOpen(), outside)).hasMessageContaining("0x80000000");
  }

  @Test
  void damagedElfFilesAreRefusedOrLoadedButNeverBreakTheReader(@TempDir Path directory) throws IOException {
    byte[] whole = new TestProgram().exit(5).elf(243);
    Path file = directory.resolve("damaged.elf");
    Random random = new Random(1);
    int refused = 0;
    for (int n = 0; n < DAMAGED; n++) {
      byte[] damaged = n < whole.length ? Arrays.copyOf(whole, n) : whole.clone();
      if (n >= whole.length) {
        damaged[random.nextInt(84)] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      try {
        PulpImage.read(file);
      } catch (RepriseException e) {
        assertThat(e).hasMessageContaining("RP1907");
        refused++;
      }
    }
    assertThat(refused).isBetween(whole.length, DAMAGED - 1);
  }

  private static PulpMachine exits(TestProgram p) {
    PulpMachine m = p.machine();
    PulpOutcome o = m.run(1_000_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }
}
