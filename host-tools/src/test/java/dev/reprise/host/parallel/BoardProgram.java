package dev.reprise.host.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.emit.LinkerScript;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.link.Transport;
import dev.reprise.host.link.Transports;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import dev.reprise.simulators.Simulators;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A C program of the tests' resources, on the board support of a target, in its simulator. */
final class BoardProgram {
  private static final int POLL_MILLIS = 500;
  private static final int POLLS = 240;

  private BoardProgram() {}

  /**
   * Links {@code resource} with the board support of {@code target} in {@code folder}.
   *
   * @param flags of the compiler, and more sources
   */
  static Path build(Target target, String resource, Path folder, String... flags) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>(List.of(target.toolchain().command(), "-std=c99", "-O2", "-g", "-Wall", "-Wextra", "-Werror"));
    command.addAll(target.toolchain().cflags());
    command.addAll(target.toolchain().ldflags());
    command.addAll(List.of(flags));
    command.addAll(List.of("-Wl,--gc-sections", "-I" + folder, "-I" + CompiledNetwork.HOME.resolve("runtime-c/include"), "-L" + folder));
    try (InputStream in = BoardProgram.class.getResourceAsStream(resource)) {
      command.add(Files.write(folder.resolve("program.c"), in.readAllBytes()).toString());
    }
    for (String name : target.toolchain().files()) {
      Path file = target.folder().resolve(name);
      String leaf = file.getFileName().toString();
      String text = Files.readString(file);
      if (leaf.endsWith(".in")) {
        command.add("-T" + Files.writeString(folder.resolve("program.ld"), LinkerScript.substitute(text, target, true)));
      } else {
        Path copy = Files.writeString(folder.resolve(leaf), text);
        if (leaf.endsWith(".c")) {
          command.add(copy.toString());
        }
      }
    }
    Path elf = folder.resolve("program.elf");
    command.addAll(List.of("-o", elf.toString()));
    Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor()).as(said).isZero();
    return elf;
  }

  /**
   * Sends {@code question} until the program answers (what it is sent before it has enabled its receiver is lost, as on a board), and returns
   * the first {@code count} bytes of its answer.
   */
  static byte[] ask(Target target, Path elf, int question, int count) throws IOException {
    SimulatorOptions options = SimulatorOptions.defaults().withTimeLimit(Duration.ofMinutes(3));
    byte[] answer = new byte[count];
    try (SimulatorSession session = Simulators.forTarget(target).start(target, elf, options);
        Transport link = Transports.open(session.link(), session.name())) {
      int got = 0;
      for (int polls = 0; got < count && polls < POLLS; polls++) {
        if (got == 0) {
          link.write(new byte[] {(byte) question});
        }
        byte[] more = new byte[count - got];
        int n = link.read(more, POLL_MILLIS);
        assertThat(n).as("the program ended: %s", session.console()).isNotNegative();
        System.arraycopy(more, 0, answer, got, n);
        got += n;
      }
      assertThat(got).isEqualTo(count);
    }
    return answer;
  }
}
