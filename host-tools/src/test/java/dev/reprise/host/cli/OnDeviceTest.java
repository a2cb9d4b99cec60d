package dev.reprise.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code measure --on-device} from the firmware's hooks to the table. */
class OnDeviceTest {
  private static final Path GOLDEN = CompiledNetwork.HOME.resolve("host-tools/src/test/resources/measure/on-device.txt");
  private static final long SEED = 4;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needsTools() {
    assumeTrue(Programs.find("gcc").isPresent(), "gcc is not installed");
    assumeTrue(Programs.find("make").isPresent(), "make is not installed");
  }

  private Path project(String target, Accumulate accumulate) {
    Path project = folder.resolve(target);
    CompiledNetwork.random(SEED, new Targets(CompiledNetwork.HOME).get(target), accumulate).files().write(project);
    return project;
  }

  private int measure(String... more) {
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] arguments = new String[more.length + 1];
    arguments[0] = "measure";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return Main.run(line, arguments);
  }

  /** The process gets a counter that goes on by 1000 with every look: a kernel then takes 1000 cycles a call, whatever it does. */
  @Test
  void theTableIsWhatTheCounterSays() throws IOException {
    Path project = project("host", Accumulate.SEPARATE);
    Path board = project.resolve("target/board.c");
    String text = Files.readString(board);
    String counting =
        text.replace("bool rp_board_cycles_start(void)\n{\n    return false;", "bool rp_board_cycles_start(void)\n{\n    return true;")
            .replace("uint32_t rp_board_cycles(void)\n{\n    return 0;", "uint32_t rp_board_cycles(void)\n{\n    static uint32_t looks;\n    return 1000U * ++looks;");
    assertThat(counting).isNotEqualTo(text);
    Files.writeString(board, counting);
    assertThat(measure(project.toString(), "--on-device", "host")).as(err.toString()).isZero();
    // How often the link and the line are looked at depends on repeats.
    List<String> table = out.toString().lines().dropWhile(l -> !l.contains(", measured: ")).skip(1).filter(l -> !l.startsWith("link ") && !l.startsWith("waiting")).toList();
    if (Boolean.getBoolean("reprise.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, table);
    }
    assertThat(table).isEqualTo(Files.readAllLines(GOLDEN)).anyMatch(l -> l.contains("weight gradient"));
    assertThat(out.toString().lines().filter(l -> l.startsWith("link "))).hasSize(2).noneMatch(l -> l.endsWith(" 0"));
  }

  @Test
  void aProcessHasNoCounter() {
    assertThat(measure(project("host", Accumulate.SEPARATE).toString(), "--on-device", "host")).isNotZero();
    assertThat(err.toString()).contains("RP1834", "no cycle counter");
  }

  /** QEMU's counter stands still: the firmware sees that. */
  @Test
  void anEmulatedBoardHasNoCounter() {
    assumeTrue(Programs.find("qemu-system-arm").isPresent(), "qemu-system-arm is not installed");
    assumeTrue(Programs.find("arm-none-eabi-gcc").isPresent(), "arm-none-eabi-gcc is not installed");
    assertThat(measure(project("mps2-an386", Accumulate.SEPARATE).toString(), "--on-device", "qemu")).isNotZero();
    assertThat(err.toString()).contains("RP1834", "no cycle counter");
  }
}
