package dev.reprise.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Renode is given for every STM32 target, as files ({@code -Dreprise.update=true} writes them anew). */
class RenodeFilesTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final Path GOLDEN = HOME.resolve("simulators/src/test/resources/renode");

  @Test
  void platformAndScriptOfEveryBoard() throws IOException {
    RenodeSimulator renode = new RenodeSimulator();
    List<Target> boards = new Targets(HOME).list().stream().filter(renode::supports).toList();

    assertThat(boards)
        .extracting(Target::name)
        .containsExactlyInAnyOrderElementsOf(new Targets(HOME).names().stream().filter(n -> n.startsWith("stm32")).toList())
        .hasSizeGreaterThanOrEqualTo(6);
    for (Target board : boards) {
      RenodeFiles files = new RenodeFiles(board);
      same(board.name() + ".repl", files.platform());
      same(board.name() + ".resc", files.script(Path.of("/run/platform.repl"), Path.of("/my projects/firmware.elf"), 40001));
    }
  }

  private static void same(String name, String text) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("reprise.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(text).as(name).isEqualTo(Files.readString(golden));
  }
}
