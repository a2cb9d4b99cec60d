package dev.reprise.host.flash;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program printed, and its exit code. */
record ProcessOutput(int exitCode, String text) {
  private static final int LINES_SHOWN = 12;

  /** @throws RepriseException RP2307 where it cannot be started, RP2308 where it takes longer than {@code limit} */
  static ProcessOutput of(List<String> command, Duration limit) {
    String program = Path.of(command.get(0)).getFileName().toString();
    Path text = null;
    Process process = null;
    try {
      text = Files.createTempFile("reprise", ".log");
      process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(text.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)) {
        throw RepriseException.of(FlashError.TIME_LIMIT, "flash", program, limit.toSeconds());
      }
      return new ProcessOutput(process.exitValue(), new String(Files.readAllBytes(text), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(FlashError.FAILED, "flash", program, "it did not start", e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(Diagnostic.of(FlashError.FAILED, "flash", program, "interrupted", ""), e);
    } finally {
      end(process, text);
    }
  }

  private static void end(Process process, Path text) {
    if (process != null && process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    try {
      if (text != null) {
        Files.deleteIfExists(text);
      }
    } catch (IOException e) {
      // A temporary file left behind does no harm.
    }
  }

  boolean says(String part) {
    return text.contains(part);
  }

  /** The first line with {@code part}, without what surrounds it. */
  String line(String part) {
    return text.lines().filter(l -> l.contains(part)).findFirst().orElse(part).strip();
  }

  /** The end of it, for a message. */
  String last() {
    List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }
}
