package dev.reprise.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, line and end of a GVSoC session, with a script in GVSoC's place. */
class GvsocSimulatorTest {
  private static final MemoryRegion L2 = new MemoryRegion("l2", MemoryRegion.Kind.RAM, 0x1c000000, 1 << 20, 0x1c000000);
  private static final Target TARGET =
      new Target(
          "toy", "test", "ri5cy", Set.of(), List.of(Accumulate.FUSED), List.of(L2), 0, 1, null, Map.of("gvsoc", Map.of("target", "pulp-open")), null, null, null, null);

  @TempDir private Path folder;
  private final GvsocSimulator simulator = new GvsocSimulator();
  private Path socat;

  @BeforeEach
  void needsSocat() {
    socat = Programs.find("socat").orElse(null);
    assumeTrue(socat != null, "socat is not installed");
  }

  private SimulatorSession start(String script, Duration limit) throws IOException {
    Path gvsoc = Files.writeString(folder.resolve("gvsoc"), "#!/bin/sh\necho \"$@\" in \"$PWD\"\n" + script);
    Files.setPosixFilePermissions(gvsoc, PosixFilePermissions.fromString("rwx------"));
    Path elf = Files.writeString(folder.resolve("program.elf"), "");
    return simulator.start(gvsoc, socat, TARGET, elf, SimulatorOptions.defaults().withTimeLimit(limit));
  }

  /** The working folder that GVSoC was given: the last word of its first line. */
  private static Path work(SimulatorSession session) {
    while (!session.console().contains("\n")) {
      session.awaitOutput(100);
    }
    String first = session.console().lines().findFirst().orElseThrow();
    return Path.of(first.substring(first.lastIndexOf(' ') + 1));
  }

  @Test
  void theProgramTalksOverThePseudoTerminalAndItsExitIsTold() throws Exception {
    SimulatorSession session = start("exec 3<>reprise-link; head -c 5 <&3 >&3; echo sorry; exit 7\n", Duration.ofSeconds(60));
    Path work = work(session);
    try (session) {
      LinkEndpoint.Pipe link = (LinkEndpoint.Pipe) session.link();
      byte[] bytes = {0, 13, 10, 4, (byte) 255};
      link.out().write(bytes);
      link.out().flush();
      assertThat(link.in().readNBytes(5)).isEqualTo(bytes);
      assertThat(link.in().read()).isEqualTo(-1);
      assertThat(session.console())
          .contains("--target=pulp-open --binary " + folder.resolve("program.elf") + " --work-dir " + work + " run in " + work);
      assertThatThrownBy(session::checkTimeLimit).hasMessageContaining("RP1909").hasMessageContaining("exit status 7").hasMessageContaining("sorry");
    }
    assertThat(work).doesNotExist();
  }

  @Test
  void closingEndsItAndTellsNothing() throws Exception {
    SimulatorSession session = start("sleep 600\n", Duration.ofSeconds(60));
    Path work = work(session);
    assertThat(session.isRunning()).isTrue();
    session.close();
    assertThat(session.isRunning()).isFalse();
    assertThat(work).doesNotExist();
    session.checkTimeLimit();
  }

  @Test
  void theTimeLimitEndsIt() throws Exception {
    try (SimulatorSession session = start("sleep 600\n", Duration.ofMillis(500))) {
      assertThat(((LinkEndpoint.Pipe) session.link()).in().readAllBytes()).isEmpty();
      assertThatThrownBy(session::checkTimeLimit).hasMessageContaining("RP1905");
    }
  }

  @Test
  void itRoundsAFusedMultiplyAddTwice() {
    assertThat(simulator.rounds(Accumulate.FUSED)).isEqualTo(Accumulate.DOUBLE_ROUNDED);
    assertThat(simulator.rounds(Accumulate.SEPARATE)).isEqualTo(Accumulate.SEPARATE);
    assertThat(new QemuSimulator().rounds(Accumulate.FUSED)).isEqualTo(Accumulate.FUSED);
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    Path elf = Files.writeString(folder.resolve("program.elf"), "");
    assertThatThrownBy(() -> simulator.start(TARGET, folder.resolve("no.elf"), SimulatorOptions.defaults())).hasMessageContaining("RP1903");
    assumeTrue(!simulator.available(), "GVSoC is installed");
    assertThatThrownBy(() -> simulator.start(TARGET, elf, SimulatorOptions.defaults())).hasMessageContaining("RP1901").hasMessageContaining("gvsoc");
  }
}
