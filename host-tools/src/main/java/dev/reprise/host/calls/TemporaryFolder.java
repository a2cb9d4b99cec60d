package dev.reprise.host.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is there while some work is done. */
public final class TemporaryFolder {
  private TemporaryFolder() {}

  /** The work. */
  public interface Work<T> {
    /** Does it in {@code folder}. */
    T in(Path folder) throws IOException;
  }

  /** Result of {@code work}. */
  public static <T> T use(Work<T> work) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("reprise-calls");
      return work.in(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // Temporary files left behind do no harm.
    }
  }
}
