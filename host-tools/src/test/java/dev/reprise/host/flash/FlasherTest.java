package dev.reprise.host.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools' answers are played by scripts that print what the real ones do; without a probe the real ones are asked, too. */
class FlasherTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final String BANNER = "Open On-Chip Debugger 0.12.0\nInfo : STLINK V2J37M26 (API v2) VID:PID 0483:374B\nInfo : Target voltage: 3.254901\n";
  private static final String PROBES =
      """
      Found 2 stlink programmers
        version:    V2J37S26
        serial:     066CFF49
        flash:      1048576 (pagesize: 2048)
        sram:       98304
        chipid:     0x415
        dev-type:   STM32L47x_L48x
        version:    V3J9M3
        serial:     004500AA
        flash:      0 (pagesize: 0)
        sram:       0
        chipid:     0x000
        dev-type:   unknown
      """;

  @TempDir private Path folder;

  private static Target target(String name) {
    return new Targets(HOME).get(name);
  }

  private Flash flash(String target, String serial) {
    return new Flash(target(target), folder.resolve("net.elf"), serial, Duration.ofSeconds(60));
  }

  /** A tool that prints {@code text}, sleeps and ends with {@code code}. */
  private void script(String name, String text, int code, int sleep) throws IOException {
    Path answer = Files.writeString(folder.resolve(name + ".txt"), text);
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/sh\ncat '" + answer + "'\nsleep " + sleep + "\nexit " + code + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Function<String, Optional<Path>> scripts() {
    return name -> Optional.of(folder.resolve(name)).filter(Files::exists);
  }

  private FlashResult run(String target, String tool, String serial) {
    return new Flasher(scripts()).run(flash(target, serial), tool, false);
  }

  @Test
  void everyBoardHasItsOwnOpenOcdCommand() {
    int boards = 0;
    for (Target t : new Targets(HOME).list()) {
      if (t.probe() == null) {
        continue;
      }
      List<List<String>> commands = new Flasher().run(flash(t.name(), "0123"), "openocd", true).commands();
      assertThat(commands).hasSize(1);
      String line = String.join(" ", commands.get(0));
      assertThat(line).startsWith("openocd -f ").contains("adapter serial \"0123\"", "program \"" + folder.resolve("net.elf") + "\" verify reset exit");
      assertThat(line).contains(String.format("read_memory 0x%08x 32 1", t.probe().idRegister()), String.format("$chip != 0x%03x", t.probe().chipId()));
      boards++;
    }
    assertThat(boards).isGreaterThanOrEqualTo(6);
  }

  @Test
  void theScriptsThatBoardsNameAreOpenOcds() {
    Path scripts = Path.of("/usr/share/openocd/scripts");
    assumeTrue(Files.isDirectory(scripts), "openocd is not installed");
    for (Target t : new Targets(HOME).list()) {
      if (t.probe() != null) {
        assertThat(t.probe().openocd()).allSatisfy(s -> assertThat(scripts.resolve(s)).isRegularFile());
      }
    }
  }

  @Test
  void stFlashIsGivenABinaryAndTheFlashAddress() {
    List<List<String>> commands = new Flasher().run(flash("stm32l476-nucleo", "066CFF49"), "st-flash", true).commands();
    String binary = folder.resolve("net.bin").toString();
    assertThat(commands)
        .containsExactly(
            List.of("st-info", "--probe"),
            List.of("arm-none-eabi-objcopy", "-O", "binary", folder.resolve("net.elf").toString(), binary),
            List.of("st-flash", "--serial", "066CFF49", "--reset", "write", binary, "0x08000000"));
  }

  @Test
  void wordsOfTclStandForThemselves() {
    assertThat(OpenOcd.quoted("/a b/$x[y]{z}\"\\")).isEqualTo("\"/a b/\\$x\\[y\\]\\{z\\}\\\"\\\\\"");
  }

  @Test
  void writesWithOpenOcd() throws IOException {
    script("openocd", BANNER + "reprise: chip 0x450\n** Programming Started **\n** Programming Finished **\n** Verified OK **\n** Resetting Target **\n", 0, 0);
    assertThat(run("stm32h743-nucleo", null, null).tool()).isEqualTo("openocd");
  }

  @ParameterizedTest(name = "RP{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "2303;no debug probe;Error: open failed",
        "2303;no debug probe;Error: unable to find a matching CMSIS-DAP device",
        "2304;USB;Error: libusb_open() failed with LIBUSB_ERROR_ACCESS",
        "2305;unable to connect;Error: init mode failed (unable to connect to the target)",
        "2305;cannot read IDR;Error: Error connecting DP: cannot read IDR",
        "2306;UNEXPECTED idcode;Warn : UNEXPECTED idcode: 0x6ba02477",
        "2306;it says 0x413, expected 0x450;reprise: chip 0x413|reprise: another chip|shutdown command invoked",
        "2307;Programming Failed;reprise: chip 0x450|** Programming Started **|Error: error erasing flash with vFlashErase packet|** Programming Failed **",
        "2307;Verify Failed;reprise: chip 0x450|** Programming Finished **|** Verify Failed **",
      })
  void saysWhatWentWrongInOpenOcd(int number, String part, String said) throws IOException {
    script("openocd", BANNER + said.replace('|', '\n') + "\n", 1, 0);
    assertThatThrownBy(() -> run("stm32h743-nucleo", "openocd", null))
        .isInstanceOfSatisfying(RepriseException.class, e -> assertThat(e.diagnostic().code().number()).isEqualTo(number))
        .hasMessageContaining(part);
  }

  @Test
  void successIsNotTakenFromTheExitCodeAlone() throws IOException {
    script("openocd", BANNER, 0, 0);
    assertThatThrownBy(() -> run("stm32f405", "openocd", null)).hasMessageContaining("RP2307");
  }

  @Test
  void writesWithStFlashWhereOpenOcdIsNotInstalled() throws IOException {
    script("st-info", PROBES, 0, 0);
    script("arm-none-eabi-objcopy", "", 0, 0);
    script("st-flash", "st-flash 1.7.0\nINFO common.c: Flash written and verified! jolly good!\n", 0, 0);
    assertThat(run("stm32l476-nucleo", null, null).tool()).isEqualTo("st-flash");
    assertThat(run("stm32l476-nucleo", "st-flash", "066cff49").probe()).isEqualTo("066cff49");
    assertThatThrownBy(() -> run("stm32f405", null, null)).hasMessageContaining("RP2306").hasMessageContaining("it says 0x415, expected 0x413");
    assertThatThrownBy(() -> run("stm32l476-nucleo", null, "004500AA")).hasMessageContaining("RP2305");
    assertThatThrownBy(() -> run("stm32l476-nucleo", null, "77")).hasMessageContaining("RP2303").hasMessageContaining("serial number 77");

    script("st-flash", "Error: verification failed\n", 255, 0);
    assertThatThrownBy(() -> run("stm32l476-nucleo", null, null)).hasMessageContaining("RP2307").hasMessageContaining("verification failed");
  }

  @Test
  void saysWhichPackageIsMissing() {
    assertThatThrownBy(() -> run("stm32f405", null, null)).hasMessageContaining("RP2302").hasMessageContaining("apt-get install openocd");
    assertThatThrownBy(() -> run("stm32f405", "openocd", null)).hasMessageContaining("apt-get install openocd");
    assertThatThrownBy(() -> run("stm32f405", "st-flash", null)).hasMessageContaining("apt-get install stlink-tools");
    assertThatThrownBy(() -> run("mps2-an386", null, null)).hasMessageContaining("RP2301");
    assertThatCode(() -> new Flasher(scripts()).run(flash("stm32f405", null), null, true)).doesNotThrowAnyException();
  }

  @Test
  void endsAToolThatTakesTooLong() throws IOException {
    script("openocd", BANNER, 0, 600);
    Flash flash = new Flash(target("stm32f405"), folder.resolve("net.elf"), null, Duration.ofSeconds(1));
    assertThatThrownBy(() -> new Flasher(scripts()).run(flash, "openocd", false)).hasMessageContaining("RP2308");
  }

  /** A serial number that no probe has: these hold on a desk with boards, too. */
  @Test
  void theRealToolsSayThatNoProbeIsThere() {
    assumeTrue(Programs.find("openocd").isPresent() && Programs.find("st-info").isPresent(), "openocd or st-flash is not installed");
    for (String tool : Flasher.tools()) {
      assertThatThrownBy(() -> new Flasher().run(flash("stm32f407-discovery", "no-such-probe"), tool, false))
          .as(tool)
          .hasMessageContaining("RP2303")
          .hasMessageContaining("no-such-probe");
    }
  }
}
