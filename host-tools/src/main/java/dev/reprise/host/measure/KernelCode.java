package dev.reprise.host.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Code of the kernels in a firmware. */
public final class KernelCode {
  /** Parts of the runtime that are no kernels. */
  private static final Set<String> OTHERS = Set.of("learner", "policy", "link");

  private KernelCode() {}

  /** Bytes of code and tables of the kernels that a measured project (docs/cycles.md) links. */
  public static long bytes(Path project) {
    Path objects = project.resolve("build");
    Set<String> kernels = new TreeSet<>();
    try (Stream<Path> files = Files.walk(objects.resolve("runtime"))) {
      files
          .filter(f -> f.toString().endsWith(".o") && !OTHERS.contains(objects.resolve("runtime").relativize(f).getName(0).toString()))
          .forEach(f -> FirmwareImage.read(f).symbols().forEach(s -> kernels.add(s.name())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return FirmwareImage.read(objects.resolve(CycleProgram.ELF)).symbols().stream()
        .filter(s -> kernels.contains(s.name()))
        .mapToLong(FirmwareImage.Symbol::size)
        .sum();
  }
}
