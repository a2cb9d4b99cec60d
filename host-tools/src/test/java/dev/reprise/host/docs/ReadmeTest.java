package dev.reprise.host.docs;

import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's tables of targets and operators are made from the code. */
class ReadmeTest {
  private static final String README = "README.md";

  @Test
  void targets() throws IOException {
    StringBuilder text = new StringBuilder("| target | core | memories | accumulate | simulator |\n|---|---|---|---|---|\n");
    for (Target t : new Targets(GeneratedText.HOME).list()) {
      String modes = t.accumulate().stream().map(a -> a.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
      text.append(String.format("| `%s` | %s | %s | %s | %s |%n", t.name(), t.core(), t.memoryText(), modes, String.join(", ", t.simulatorTitles())));
    }
    GeneratedText.part(README, "targets", text.toString());
  }

  @Test
  void operators() throws IOException {
    List<String> names =
        Files.readAllLines(GeneratedText.HOME.resolve("docs/operators.md")).stream()
            .filter(line -> line.matches("\\| [A-Z].* \\| device.*"))
            .map(line -> line.split("\\|")[1].strip())
            .toList();
    GeneratedText.part(README, "operators", String.join(", ", names) + "\n");
  }
}
