package dev.reprise.compiler.target;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets that there are: every folder of {@code targets} with a {@code target.yaml}. */
public final class Targets {
  private final Path folder;

  /** @param home the folder that holds {@code targets} ({@code reprise.home}) */
  public Targets(Path home) {
    this.folder = home.resolve("targets");
  }

  /** Sorted. */
  public List<String> names() {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(TargetLoader::isTarget).map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(TargetError.UNREADABLE, folder.toString(), e.toString()), e);
    }
  }

  /** All of them, by name. */
  public List<Target> list() {
    return names().stream().map(this::get).toList();
  }

  /** @throws RepriseException RP1601 where there is none of this name, RP16xx where it is wrong */
  public Target get(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw RepriseException.of(TargetError.UNKNOWN_TARGET, folder.getFileName().toString(), name, String.join(", ", names));
    }
    return TargetLoader.load(folder.resolve(name));
  }
}
