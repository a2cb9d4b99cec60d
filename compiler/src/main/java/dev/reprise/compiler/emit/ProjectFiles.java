package dev.reprise.compiler.emit;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of an emitted project, kept in memory until all of them exist, then written beside the destination and renamed, so that a failure leaves nothing
 * half-written.
 */
public final class ProjectFiles {
  /** A file that marks a folder as ours, so that compiling again may replace it. */
  private static final String MARK = "model.cbor";

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  public void add(String path, String text) {
    add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public void add(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  public String text(String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }

  public SortedMap<String, byte[]> all() {
    return files;
  }

  /** Paths that end in {@code suffix}, sorted. */
  List<String> endingIn(String suffix) {
    return files.keySet().stream().filter(f -> f.endsWith(suffix)).toList();
  }

  /**
   * Writes everything to {@code folder}, replacing an earlier project of ours.
   *
   * @throws RepriseException RP1503 where it cannot be written, RP1504 where the folder holds something else
   */
  public void write(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !replaceable(absolute)) {
      throw RepriseException.of(EmitError.EXISTS, folder.toString());
    }
    String own = ".tmp" + ProcessHandle.current().pid();
    Path temporary = absolute.resolveSibling(absolute.getFileName() + own);
    Path earlier = absolute.resolveSibling(absolute.getFileName() + own + ".old");
    try {
      delete(temporary);
      for (Map.Entry<String, byte[]> f : files.entrySet()) {
        Path file = temporary.resolve(f.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, f.getValue());
      }
      // the earlier project is deleted only when the new one stands in its place
      if (Files.exists(absolute)) {
        Files.move(absolute, earlier, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
      delete(earlier);
    } catch (IOException e) {
      throw new RepriseException(dev.reprise.compiler.diag.Diagnostic.of(EmitError.CANNOT_WRITE, folder.toString(), e.toString()), e);
    } finally {
      try {
        delete(temporary);
      } catch (IOException e) {
        // the failure that matters is already on its way
      }
    }
  }

  private static boolean replaceable(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return Files.exists(folder.resolve(MARK)) || entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path p : paths) {
      Files.delete(p);
    }
  }
}
