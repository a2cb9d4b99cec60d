package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A before/after text test: {@code <pass>/<case>.txt} among the test resources, comment lines, {@code --- before}, a graph, {@code ---
 * after}, the graph that the pass makes of it.
 */
record TextCase(String pass, Path file, String comment, String before, String after) {
  private static final String BEFORE = "--- before\n";
  private static final String AFTER = "--- after\n";

  /** All cases, sorted by path. */
  static List<TextCase> all() throws IOException {
    Path root = Path.of(System.getProperty("reprise.home"), "compiler/src/test/resources/dev/reprise/compiler/canonicalize");
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().map(TextCase::read).toList();
    }
  }

  private static TextCase read(Path file) {
    try {
      String text = Files.readString(file);
      int before = text.indexOf(BEFORE);
      int after = text.indexOf(AFTER);
      return new TextCase(
          file.getParent().getFileName().toString(),
          file,
          text.substring(0, before),
          text.substring(before + BEFORE.length(), after),
          text.substring(after + AFTER.length()));
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  Graph input() {
    return GraphText.parse(before);
  }

  /** What the pass of this case, or the whole canonicalizer, makes of the graph. */
  Graph run() {
    return runOn(input());
  }

  Graph runOn(Graph graph) {
    if (pass.equals("canonicalizer")) {
      return Canonicalizer.run(graph);
    }
    return Canonicalizer.passes().stream().filter(p -> p.name().equals(pass)).findFirst().orElseThrow().run(graph);
  }

  void update(String newAfter) throws IOException {
    Files.writeString(file, comment + BEFORE + before + AFTER + newAfter);
  }

  @Override
  public String toString() {
    return pass + "/" + file.getFileName();
  }
}
