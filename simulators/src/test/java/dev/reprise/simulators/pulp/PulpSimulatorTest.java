package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.LinkEndpoint;
import dev.reprise.simulators.PulpSimulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import dev.reprise.simulators.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of the built-in cluster simulator: link, console, end, time limit, traps. */
class PulpSimulatorTest {
  private static final int EM_RISCV = 243;
  private static final int FILE = 3;
  private static final int BUFFER = TestProgram.DATA + 0x100;
  private static final SimulatorOptions OPTIONS = SimulatorOptions.defaults().withTimeLimit(Duration.ofSeconds(60));
  private static final MemoryRegion L2 = new MemoryRegion("l2", MemoryRegion.Kind.RAM, TestProgram.BASE, 1 << 20, TestProgram.BASE);
  private static final Target TARGET =
      new Target(
          "toy", "test", "ri5cy", Set.of(), List.of(Accumulate.FUSED), List.of(L2), 0, 1, null, Map.of("pulp", Map.of()), null, null, null,
          new Cluster(8, 4, 16, 1 << 16, 1 << 20, 0, 15, 8, 0), null);

  @TempDir private Path folder;
  private final PulpSimulator simulator = new PulpSimulator();

  private SimulatorSession start(TestProgram p, SimulatorOptions options) throws IOException {
    return simulator.start(TARGET, Files.write(folder.resolve("program.elf"), p.elf(EM_RISCV)), options);
  }

  /** Sends every byte back plus one until the link closes, then exits. */
  private static TestProgram echo() {
    TestProgram p = new TestProgram().poke(0x1a10ff80, 'h').poke(0x1a10ff80, '\n');
    int loop = p.here();
    p.hostCall(6, FILE, BUFFER, 1).add(Encoder.b(0, 10, 0, 8)).add(Encoder.NOP);
    // a byte that did not come ends the program
    int end = p.here();
    p.li(5, BUFFER).add(Encoder.lw(6, 5, 0), Encoder.addi(6, 6, 1), Encoder.sw(6, 5, 0));
    p.hostCall(5, FILE, BUFFER, 1).add(Encoder.b(0, 0, 0, loop - p.here()));
    int[] words = p.words();
    words[(end - 4 - TestProgram.BASE) / 4] = Encoder.b(0, 0, 0, p.here() - (end - 4));
    return new TestProgram().add(words).exit(0);
  }

  @Test
  void profileAndTraceAreWrittenWhenTheRunEndsOrIsStopped() throws Exception {
    Path profile = folder.resolve("profile");
    Path trace = folder.resolve("trace");
    try (SimulatorSession session = start(new TestProgram().function("all").add(0x0000006f), OPTIONS.recording(profile, trace))) {
      while (Files.size(trace) == 0) {
        assertThat(session.isRunning()).isTrue();
        Thread.onSpinWait();
      }
    }
    List<String> lines = Files.readAllLines(profile);
    assertThat(lines.get(2)).matches("function +cycles +issue +stall +memory +conflict +fpu +barrier +idle +icache");
    assertThat(lines).anySatisfy(l -> assertThat(l).matches("\\? +[1-9].*")).anySatisfy(l -> assertThat(l).startsWith("fabric controller "));
    assertThat(Files.readAllLines(trace).get(0)).isEqualTo("0 3e0 1c000000 0000006f jal");
    Path nowhere = folder.resolve("no/folder");
    assertThatThrownBy(() -> start(echo(), OPTIONS.recording(nowhere, null))).hasMessageContaining("RP1908");
  }

  @Test
  void theProgramTalksOverTheLinkAndEndsWhenItCloses() throws Exception {
    try (SimulatorSession session = start(echo(), OPTIONS)) {
      LinkEndpoint.Pipe link = (LinkEndpoint.Pipe) session.link();
      for (int i = 0; i < 256; i++) {
        link.out().write(i);
        assertThat(link.in().read()).isEqualTo(i + 1 & 0xff);
      }
      assertThat(session.isRunning()).isTrue();
      assertThat(session.console()).isEqualTo("h\n");
      link.out().close();
      assertThat(link.in().read()).isEqualTo(-1);
      session.checkTimeLimit();
    }
  }

  @Test
  void closingEndsAProgramThatWaitsAndOneThatRuns() throws Exception {
    SimulatorSession waits = start(echo(), OPTIONS);
    waits.close();
    assertThat(waits.isRunning()).isFalse();
    SimulatorSession runs = start(new TestProgram().add(0x0000006f), OPTIONS);
    runs.close();
    assertThat(runs.isRunning()).isFalse();
  }

  @Test
  void theTimeLimitEndsTheRunAndATrapIsReported() throws Exception {
    try (SimulatorSession session = start(new TestProgram().add(0x0000006f), OPTIONS.withTimeLimit(Duration.ofMillis(200)))) {
      assertThat(((LinkEndpoint.Pipe) session.link()).in().read()).isEqualTo(-1);
      assertThatThrownBy(session::checkTimeLimit).hasMessageContaining("RP1905");
    }
    try (SimulatorSession session = start(new TestProgram().function("bad").add(0xffffffff), OPTIONS)) {
      assertThat(((LinkEndpoint.Pipe) session.link()).in().read()).isEqualTo(-1);
      assertThatThrownBy(session::checkTimeLimit).hasMessageContaining("RP1909").hasMessageContaining("illegal instruction 0xffffffff");
    }
  }

  @Test
  void itIsTheSimulatorOfTargetsWithACluster() {
    assertThat(Simulators.forTarget(TARGET)).isInstanceOf(PulpSimulator.class);
    assertThat(Simulators.named("pulp").available()).isTrue();
    assertThatThrownBy(() -> simulator.start(TARGET, folder.resolve("no.elf"), OPTIONS)).hasMessageContaining("RP1903");
  }
}
