package dev.reprise.simulators.cycles;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a program to its end. */
public final class Tool {
  private Tool() {}

  /**
   * Returns what {@code command} printed.
   *
   * @throws RepriseException RP1911 where it cannot be started or fails
   */
  public static String run(List<String> command) {
    Path errors = null;
    try {
      errors = Files.createTempFile("reprise", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw RepriseException.of(CyclesError.TOOL_FAILED, command.get(0), "exit code " + code + "\n" + Files.readString(errors).strip());
      }
      return output;
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(CyclesError.TOOL_FAILED, command.get(0), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(Diagnostic.of(CyclesError.TOOL_FAILED, command.get(0), "interrupted"), e);
    } finally {
      delete(errors);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary file left behind does no harm.
    }
  }
}
