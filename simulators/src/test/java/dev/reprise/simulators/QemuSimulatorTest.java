package dev.reprise.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A firmware that sends bytes back plus one, on two families of emulated boards. */
class QemuSimulatorTest {
  private static final SimulatorOptions OPTIONS = SimulatorOptions.defaults().withTimeLimit(Duration.ofSeconds(30));

  @TempDir Path folder;
  private final QemuSimulator qemu = new QemuSimulator();

  @BeforeEach
  void needsQemuAndGcc() {
    assumeTrue(qemu.available(), "qemu-system-arm is not installed");
    assumeTrue(Programs.find("arm-none-eabi-gcc").isPresent(), "arm-none-eabi-gcc is not installed");
  }

  private static Target target(String machine) {
    MemoryRegion flash = new MemoryRegion("flash", MemoryRegion.Kind.FLASH, 0, 1 << 20, 0);
    return new Target(machine, "test", "cortex-m4f", Set.of(), List.of(Accumulate.SEPARATE), List.of(flash), 0, 1, null, Map.of("qemu", Map.of("machine", machine)), null, null, null, null);
  }

  private Path echo(boolean stm32) throws IOException, InterruptedException {
    Path source = folder.resolve("echo.c");
    try (InputStream in = getClass().getResourceAsStream("/echo/echo.c")) {
      Files.write(source, in.readAllBytes());
    }
    Path elf = folder.resolve("echo.elf");
    List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb", "-O1", "-nostdlib", "-Wl,-e,0"));
    command.add(stm32 ? "-Wl,--section-start=.vectors=0x08000000,-Ttext=0x08000100" : "-Wl,--section-start=.vectors=0,-Ttext=0x100");
    if (stm32) {
      command.add("-DSTM32");
    }
    command.addAll(List.of("-o", elf.toString(), source.toString()));
    Process gcc = new ProcessBuilder(command).inheritIO().start();
    assertThat(gcc.waitFor()).isZero();
    return elf;
  }

  private static void talk(InputStream in, OutputStream out) throws IOException {
    // What is sent before the firmware has enabled its receiver is lost, as on a board.
    assertThat(in.read()).isEqualTo('!');
    for (int i = 0; i < 256; i++) {
      out.write(i);
      out.flush();
      assertThat(in.read()).isEqualTo((i + 1) & 255);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"netduinoplus2", "mps2-an386", "mps2-an500"})
  void firmwareTalksOverTcpAndEndsWithTheSession(String machine) throws Exception {
    SimulatorSession session = qemu.start(target(machine), echo(machine.startsWith("netduino")), OPTIONS);
    try (session) {
      LinkEndpoint.Tcp tcp = (LinkEndpoint.Tcp) session.link();
      talk(tcp.socket().getInputStream(), tcp.socket().getOutputStream());
      assertThat(session.isRunning()).isTrue();
    }
    assertThat(ProcessHandle.of(session.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void firmwareTalksOverPty() throws Exception {
    try (SimulatorSession session = qemu.start(target("mps2-an386"), echo(false), OPTIONS.withLine(SimulatorOptions.Line.PTY))) {
      Path pty = ((LinkEndpoint.Pty) session.link()).path();
      assertThat(pty).exists();
      assertThat(session.console()).contains("char device redirected");
    }
  }

  @Test
  void timeLimitEndsTheRunWithADiagnostic() throws Exception {
    try (SimulatorSession session = qemu.start(target("netduinoplus2"), echo(true), OPTIONS.withTimeLimit(Duration.ofMillis(700)))) {
      LinkEndpoint.Tcp tcp = (LinkEndpoint.Tcp) session.link();
      assertThat(tcp.socket().getInputStream().readAllBytes()).hasSizeLessThan(2);
      assertThatThrownBy(session::checkTimeLimit).hasMessageContaining("RP1905");
    }
  }

  @Test
  void wrongMachineTellsWhatQemuSaid() throws Exception {
    Path elf = echo(false);
    assertThatThrownBy(() -> qemu.start(target("toaster"), elf, OPTIONS)).hasMessageContaining("RP1904").hasMessageContaining("toaster");
    assertThatThrownBy(() -> qemu.start(target("toaster"), elf, OPTIONS.withLine(SimulatorOptions.Line.PTY))).hasMessageContaining("RP1904");
    assertThatThrownBy(() -> qemu.start(target("mps2-an386"), folder.resolve("no.elf"), OPTIONS)).hasMessageContaining("RP1903");
  }

  @Test
  void simulatorsAreFoundByNameAndTarget() {
    assertThat(Simulators.named("qemu")).isInstanceOf(QemuSimulator.class);
    assertThat(Simulators.forTarget(target("mps2-an386")).name()).isEqualTo("qemu");
    assertThatThrownBy(() -> Simulators.named("gemu")).hasMessageContaining("RP1906").hasMessageContaining("qemu");
  }
}
