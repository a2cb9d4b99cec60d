package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Board support compiled for this computer, with modelled registers (registers.c). */
final class HostProgram {
  static final Path RESOURCES = Path.of(System.getProperty("reprise.home"), "host-tools/src/test/resources/boards");

  private HostProgram() {}

  /** The start of a compiler's command line. */
  static List<String> compiler() {
    return new ArrayList<>(
        List.of(
            "gcc", "-std=c99", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-int-to-pointer-cast", "-I" + RESOURCES, "-include",
            RESOURCES.resolve("registers.h").toString()));
  }

  /** Runs {@code command} to its good end and returns what it printed. */
  static String run(List<String> command, String input) throws IOException {
    Path stdin = Files.createTempFile("chip", ".in");
    try {
      Files.writeString(stdin, input);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(stdin.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      Files.delete(stdin);
    }
  }
}
