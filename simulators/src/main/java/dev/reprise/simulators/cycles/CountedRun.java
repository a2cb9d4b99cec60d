package dev.reprise.simulators.cycles;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that ends by itself (semihosting SYS_EXIT) on an emulated board, with every block counted. */
public final class CountedRun {
  private static final String PROGRAM = "qemu-system-arm";

  private CountedRun() {}

  /**
   * Runs {@code elf} and returns the counts.
   *
   * @param machine QEMU's name of the board
   * @param scopes functions whose calls are counted apart
   * @throws RepriseException RP1914 where it ends badly, RP1915 where it does not end
   */
  public static BlockCounts run(CountingPlugin plugin, String machine, Path elf, Disassembly code, Scopes scopes, Duration timeLimit) {
    Path counts = null;
    Path symbols = null;
    Path console = null;
    try {
      counts = Files.createTempFile("reprise", ".counts");
      symbols = Files.createTempFile("reprise", ".symbols");
      console = Files.createTempFile("reprise", ".console");
      List<String> command = new ArrayList<>(List.of(PROGRAM, "-machine", machine, "-kernel", elf.toString(), "-display", "none", "-monitor", "none"));
      command.addAll(List.of("-serial", "null", "-semihosting-config", "enable=on,target=native"));
      command.addAll(plugin.arguments(counts, symbols, code, scopes));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile()).start();
      process.getOutputStream().close();
      end(process, elf, console, timeLimit);
      return BlockCounts.read(counts);
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(CyclesError.RUN_FAILED, PROGRAM, e.toString()), e);
    } finally {
      delete(counts);
      delete(symbols);
      delete(console);
    }
  }

  private static void end(Process process, Path elf, Path console, Duration timeLimit) throws IOException {
    try {
      if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw RepriseException.of(CyclesError.TIME_LIMIT, elf.toString(), timeLimit.toSeconds());
      }
      if (process.exitValue() != 0) {
        throw RepriseException.of(CyclesError.RUN_FAILED, elf.toString(), "exit code " + process.exitValue() + "\n" + Files.readString(console).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(Diagnostic.of(CyclesError.RUN_FAILED, elf.toString(), "interrupted"), e);
    } finally {
      process.destroyForcibly();
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
