package dev.reprise.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostProcessTest {
  private static final Target HOST =
      new Target("host", "this computer", "host", Set.of(), List.of(Accumulate.FUSED), List.of(), 0, 0, null, Map.of(), null, null, null, null);

  @TempDir Path folder;

  private Path script(String text) throws IOException {
    Path script = folder.resolve("firmware");
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  @Timeout(60)
  void pipesAreTheLinkAndStandardErrorTheConsole() throws Exception {
    Path log = folder.resolve("console.txt");
    SimulatorOptions options = new SimulatorOptions(SimulatorOptions.defaults().timeLimit(), SimulatorOptions.Line.TCP, log);
    try (SimulatorSession session = new HostProcess().start(HOST, script("echo hello >&2; exec cat"), options)) {
      LinkEndpoint.Pipe pipe = (LinkEndpoint.Pipe) session.link();
      pipe.out().write(new byte[] {0, 7, (byte) 200});
      pipe.out().flush();
      assertThat(pipe.in().readNBytes(3)).containsExactly(0, 7, (byte) 200);
      while (session.console().isEmpty()) { // comes by another pipe than the answer
        Thread.sleep(5);
      }
      assertThat(session.console()).isEqualTo("hello\n");
    }
    assertThat(log).hasContent("hello\n");
  }

  @Test
  void processesThatIgnoreTheSignalAndTheirChildrenEndToo() throws Exception {
    String stubborn = "trap '' TERM; (trap '' TERM; while :; do sleep 0.1; done) & echo $!; wait";
    SimulatorSession session = new HostProcess().start(HOST, script(stubborn), SimulatorOptions.defaults());
    LinkEndpoint.Pipe pipe = (LinkEndpoint.Pipe) session.link();
    StringBuilder child = new StringBuilder();
    for (int c = pipe.in().read(); c != '\n'; c = pipe.in().read()) {
      child.append((char) c);
    }
    session.close();
    session.close();
    assertThat(session.isRunning()).isFalse();
    ProcessHandle.of(Long.parseLong(child.toString())).ifPresent(p -> assertThat(p.onExit()).succeedsWithin(Duration.ofSeconds(5)));
  }

  @Test
  void missingOrUnusableImageIsADiagnostic() throws Exception {
    assertThatThrownBy(() -> new HostProcess().start(HOST, folder.resolve("none"), SimulatorOptions.defaults())).hasMessageContaining("RP1903");
    Path text = Files.writeString(folder.resolve("text"), "no program");
    assertThatThrownBy(() -> new HostProcess().start(HOST, text, SimulatorOptions.defaults())).hasMessageContaining("RP1904");
  }
}
