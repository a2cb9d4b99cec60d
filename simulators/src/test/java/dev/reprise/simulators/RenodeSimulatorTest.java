package dev.reprise.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, ports and end of a Renode session, with a script in Renode's place. */
class RenodeSimulatorTest {
  private static final Target BOARD = new Targets(Path.of(System.getProperty("reprise.home"))).get("stm32l476-nucleo");

  /** A monitor that knows two commands, and a link that sends back what it gets. */
  private static final String GOOD =
      """
      socat TCP4-LISTEN:$4,reuseaddr,fork EXEC:"$here/monitor" &
      exec socat TCP4-LISTEN:$link,reuseaddr EXEC:cat
      """;

  @TempDir private Path folder;
  private final RenodeSimulator simulator = new RenodeSimulator();

  @BeforeEach
  void needsSocat() {
    assumeTrue(Programs.find("socat").isPresent(), "socat is not installed");
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private SimulatorSession start(String behaviour, String answer, Duration limit, int startMillis) throws IOException {
    program(
        folder.resolve("monitor"),
        "printf '\\377\\375\\000(monitor) '\nwhile read -r line; do case \"$line\" in *ExecutedInstructions*) printf '" + answer + "' ;; quit*) kill $RENODE ;; esac; done\n");
    program(
        folder.resolve("renode"),
        "export RENODE=$$ here=" + folder + "\nlink=$(sed -n 's/^emulation CreateServerSocketTerminal \\([0-9]*\\) .*/\\1/p' \"$5\")\necho \"in $(dirname \"$5\")\"\n" + behaviour);
    Path elf = Files.writeString(folder.resolve("program.elf"), "");
    return simulator.start(folder.resolve("renode"), BOARD, elf, SimulatorOptions.defaults().withTimeLimit(limit), startMillis);
  }

  private static Path work(String console) {
    return Path.of(console.lines().filter(l -> l.contains("in /")).findFirst().orElseThrow().replaceFirst(".*in /", "/"));
  }

  @Test
  void theLinkIsASocketOnTheLoopbackAndTheMonitorCounts() throws Exception {
    String monitor = "sysbus.cpu ExecutedInstructions\\r\\n\\033[1m0x00000000000004D2\\033[0m\\r\\n(monitor) ";
    SimulatorSession session = start(GOOD, monitor, Duration.ofSeconds(60), 20_000);
    Path work = work(session.console());
    ProcessHandle renode = renode();
    List<ProcessHandle> all = renode.descendants().toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(2);
    try (session) {
      Socket link = ((LinkEndpoint.Tcp) session.link()).socket();
      byte[] bytes = {0, 13, 10, 4, (byte) 255};
      link.getOutputStream().write(bytes);
      assertThat(link.getInputStream().readNBytes(5)).isEqualTo(bytes);
      assertThat(session.executedInstructions()).isEqualTo(OptionalLong.of(1234));
      assertThat(session.name()).contains("instructions, not cycles");
      assertThat(work.resolve("platform.repl")).content().isEqualTo(new RenodeFiles(BOARD).platform());
      assertThat(work.resolve("run.resc")).content().contains("sysbus LoadELF @" + folder.resolve("program.elf"));
      // Both programs asked for any address: the monitor still listens, the link's server has its one client.
      String monitorPort = String.format(Locale.ROOT, ":%04X", monitorPort(renode));
      assertThat(Files.readAllLines(Path.of("/proc/net/tcp")).stream().filter(l -> l.contains(monitorPort + " 00000000:0000 0A")))
          .isNotEmpty()
          .allMatch(l -> l.contains("0100007F" + monitorPort));
    }
    assertThat(session.isRunning()).isFalse();
    assertThat(session.executedInstructions()).isEqualTo(OptionalLong.of(1234));
    for (ProcessHandle process : all) {
      // Killed; its parent has still to notice.
      process.onExit().get(10, TimeUnit.SECONDS);
    }
    assertThat(work).doesNotExist();
  }

  /** The process that was started: the one whose environment the script made. */
  private static ProcessHandle renode() {
    return ProcessHandle.current().children().filter(p -> p.info().commandLine().orElse("").contains("TCP4-LISTEN")).findFirst().orElseThrow();
  }

  private static int monitorPort(ProcessHandle renode) {
    List<String> command = renode.descendants().map(p -> p.info().commandLine().orElse("")).toList();
    String listener = command.stream().filter(c -> c.contains("TCP4-LISTEN:") && c.contains("fork")).findFirst().orElseThrow();
    return Integer.parseInt(listener.replaceFirst(".*TCP4-LISTEN:(\\d+).*", "$1"));
  }

  @Test
  void answersThatAreNoneAreNoCount() throws Exception {
    try (SimulatorSession session = start(GOOD, "No such command or device: sysbus.cpu\\r\\n(monitor) ", Duration.ofSeconds(60), 20_000)) {
      assertThat(session.executedInstructions()).isEmpty();
    }
    assertThat(RenodeMonitor.parse("0x10")).isEmpty();
    assertThat(RenodeMonitor.parse("0x10\r\n")).isEqualTo(OptionalLong.of(16));
    assertThat(RenodeMonitor.parse("\u00ff\u00fd\u0000 12345678901 \r\n")).isEqualTo(OptionalLong.of(12345678901L));
    assertThat(RenodeMonitor.parse("99999999999999999999\n9999999999999999999\n")).isEmpty();
  }

  @Test
  void aRunThatDoesNotStartIsToldWithWhatItSaid() {
    assertThatThrownBy(() -> start("echo 'no such platform'; exit 3\n", "", Duration.ofSeconds(60), 20_000))
        .hasMessageContaining("RP1904")
        .hasMessageContaining("status 3")
        .hasMessageContaining("no such platform");
    assertThatThrownBy(() -> start("echo 'There was an error executing command'; sleep 600\n", "", Duration.ofSeconds(60), 20_000))
        .hasMessageContaining("RP1904")
        .hasMessageContaining("its script failed");
    assertThatThrownBy(() -> start("sleep 600\n", "", Duration.ofSeconds(60), 500)).hasMessageContaining("RP1904").hasMessageContaining("did not open");
    assertThatThrownBy(() -> start("sleep 600\n", "", Duration.ofMillis(700), 20_000)).hasMessageContaining("RP1905");
  }

  @Test
  void aFaultOfTheFirmwareEndsItAndIsTold() throws Exception {
    String faults = "socat TCP4-LISTEN:$4,reuseaddr,fork EXEC:\"$here/monitor\" &\nsocat TCP4-LISTEN:$link,reuseaddr EXEC:true\necho 'reprise: fault after 77 instructions'\n";
    try (SimulatorSession session = start(faults, "", Duration.ofSeconds(60), 20_000)) {
      while (session.isRunning()) {
        session.awaitOutput(50);
      }
      while (!session.console().contains("fault")) {
        session.awaitOutput(50);
      }
      assertThatThrownBy(session::checkTimeLimit).hasMessageContaining("RP1909").hasMessageContaining("fault after 77 instructions");
    }
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    Path elf = Files.writeString(folder.resolve("program.elf"), "");
    assertThatThrownBy(() -> simulator.start(BOARD, folder.resolve("no.elf"), SimulatorOptions.defaults())).hasMessageContaining("RP1903");
    Target other = new Targets(Path.of(System.getProperty("reprise.home"))).get("mps2-an386");
    assertThatThrownBy(() -> simulator.start(other, elf, SimulatorOptions.defaults())).hasMessageContaining("RP1902");
    assumeTrue(!simulator.available(), "renode is installed");
    assertThatThrownBy(() -> simulator.start(BOARD, elf, SimulatorOptions.defaults())).hasMessageContaining("RP1901").hasMessageContaining("renode.io");
  }
}
