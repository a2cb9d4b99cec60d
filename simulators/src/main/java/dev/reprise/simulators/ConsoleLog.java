package dev.reprise.simulators;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a simulator prints: its last {@value #KEPT} characters, and all of it in a file where one is given. */
final class ConsoleLog implements AutoCloseable {
  private static final int KEPT = 65536;

  private final StringBuilder text = new StringBuilder();
  private final OutputStream file;

  /** @throws RepriseException RP1908 where {@code path} (null = none) cannot be written */
  ConsoleLog(Path path) {
    try {
      file = path == null ? OutputStream.nullOutputStream() : Files.newOutputStream(path);
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(SimulatorError.NO_CONSOLE, path.toString()), e);
    }
  }

  /** Copies {@code in} until it ends, in a thread of its own, so that the simulator never blocks on a full pipe. */
  Thread follow(InputStream in, String name) {
    Thread thread = new Thread(() -> copy(in), "console of " + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void copy(InputStream in) {
    byte[] buffer = new byte[4096];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(Arrays.copyOf(buffer, n));
      }
    } catch (IOException e) {
      // The process is gone; so is its output.
    }
  }

  synchronized void add(byte[] bytes) {
    try {
      file.write(bytes);
      file.flush();
    } catch (IOException e) {
      // A log that cannot be written is no reason to fail the run it belongs to.
    }
    text.append(new String(bytes, StandardCharsets.ISO_8859_1));
    text.delete(0, Math.max(0, text.length() - KEPT));
    notifyAll();
  }

  synchronized String text() {
    return text.toString();
  }

  /** Waits for more output, at most {@code millis}. */
  synchronized void await(long millis) throws InterruptedException {
    wait(millis);
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      // A log that cannot be flushed is no reason to fail the run it belongs to.
    }
  }
}
