package dev.reprise.compiler.emit;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the runtime sources a project needs: kernels by name, and what those call or include in turn. */
public final class KernelSources {
  private static final Pattern FUNCTION = Pattern.compile("\\b(rp_[a-z0-9_]+)\\s*\\(");
  private static final Pattern INCLUDE = Pattern.compile("#include\\s+\"([^\"]+)\"");
  /** Families that are taken whole: the learner is several functions to a file. */
  private static final Set<String> WHOLE = Set.of("learner", "policy", "link");

  private final Path runtime;
  private final Map<String, Path> byName = new TreeMap<>();

  /** @param runtime the folder {@code runtime-c} */
  public KernelSources(Path runtime) {
    this.runtime = runtime;
    try (Stream<Path> files = Files.walk(runtime.resolve("src"))) {
      files
          .filter(f -> f.toString().endsWith(".c") || f.toString().endsWith(".h"))
          .sorted()
          .forEach(f -> byName.put(f.getFileName().toString(), f));
    } catch (IOException e) {
      throw RepriseException.of(EmitError.NO_RUNTIME, runtime.toString());
    }
  }

  /**
   * The learner, the link, the family {@code storage} (null = none) and {@code kernels} with everything they need, relative to
   * {@code runtime-c/src}, sorted.
   *
   * @throws RepriseException RP1501 where a kernel has no source
   */
  SortedSet<Path> closure(Collection<String> kernels, String storage) {
    Deque<Path> open = files(kernels);
    byName.values().stream().filter(f -> WHOLE.contains(family(f)) || family(f).equals(storage)).forEach(open::add);
    return closure(open);
  }

  /**
   * {@code kernels} with everything they need and nothing of the learner, relative to {@code runtime-c/src}, sorted.
   *
   * @throws RepriseException RP1501 where a kernel has no source
   */
  public SortedSet<Path> closure(Collection<String> kernels) {
    return closure(files(kernels));
  }

  private Deque<Path> files(Collection<String> kernels) {
    Deque<Path> files = new ArrayDeque<>();
    for (String kernel : kernels) {
      Path file = byName.get(kernel + ".c");
      if (file == null) {
        throw RepriseException.of(EmitError.NO_KERNEL, runtime.toString(), kernel);
      }
      files.add(file);
    }
    return files;
  }

  private SortedSet<Path> closure(Deque<Path> open) {
    SortedSet<Path> found = new TreeSet<>();
    while (!open.isEmpty()) {
      Path file = open.remove();
      if (found.add(runtime.resolve("src").relativize(file))) {
        open.addAll(needed(file));
      }
    }
    return found;
  }

  private List<Path> needed(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Path> files = new ArrayList<>();
    for (Matcher m = FUNCTION.matcher(text); m.find(); ) {
      add(byName.get(m.group(1) + ".c"), files);
    }
    for (Matcher m = INCLUDE.matcher(text); m.find(); ) {
      add(byName.get(Path.of(m.group(1)).getFileName().toString()), files);
    }
    return files;
  }

  private static void add(Path file, List<Path> files) {
    if (file != null) {
      files.add(file);
    }
  }

  private String family(Path file) {
    return runtime.resolve("src").relativize(file).getName(0).toString();
  }
}
