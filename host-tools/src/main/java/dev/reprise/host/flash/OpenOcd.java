package dev.reprise.host.flash;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** OpenOCD: one run that asks the chip who it is before it writes and verifies. */
final class OpenOcd implements FlashTool {
  /** Printed by our script, so that the answer does not depend on OpenOCD's wording. */
  private static final String CHIP = "reprise: chip ";

  private static final String WRONG = "reprise: another chip";
  private static final List<String> NO_CHIP =
      List.of("unable to connect to the target", "cannot read IDR", "Failed to read memory", "target voltage may be too low", "Target not examined", "timed out while waiting for target halted");

  @Override
  public String program() {
    return "openocd";
  }

  @Override
  public String debianPackage() {
    return "openocd";
  }

  @Override
  public List<List<String>> commands(Flash flash) {
    Target.Probe probe = flash.target().probe();
    List<String> command = new ArrayList<>(List.of(program()));
    probe.openocd().forEach(script -> command.addAll(List.of("-f", script)));
    if (flash.serial() != null) {
      command.addAll(List.of("-c", "adapter serial " + quoted(flash.serial())));
    }
    // port 0 would open a random one: nothing is served
    command.addAll(List.of("-c", "gdb_port disabled; tcl_port disabled; telnet_port disabled"));
    command.addAll(List.of("-c", "init; reset halt"));
    command.addAll(List.of("-c", script(probe, flash.elf())));
    return List.of(command);
  }

  private static String script(Target.Probe probe, Path elf) {
    return String.format(
        Locale.ROOT,
        "set chip [expr {[lindex [read_memory 0x%08x 32 1] 0] & 0xfff}]; echo [format {%s0x%%03x} $chip]; "
            + "if {$chip != 0x%03x} {echo {%s}; shutdown error} else {program %s verify reset exit}",
        probe.idRegister(), CHIP, probe.chipId(), WRONG, quoted(elf.toAbsolutePath().toString()));
  }

  /** A word of Tcl that stands for itself, whatever is in it. */
  static String quoted(String text) {
    StringBuilder word = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if ("\\\"$[]{}".indexOf(c) >= 0) {
        word.append('\\');
      }
      word.append(c);
    }
    return word.append('"').toString();
  }

  @Override
  public void check(Flash flash, int index, ProcessOutput output) {
    String name = flash.target().name();
    if (output.exitCode() == 0 && output.says("** Verified OK **")) {
      return;
    }
    if (output.says(WRONG)) {
      throw RepriseException.of(FlashError.WRONG_CHIP, "flash", name, identity(flash, output.line(CHIP).substring(CHIP.length())));
    }
    if (output.says("UNEXPECTED idcode")) {
      throw RepriseException.of(FlashError.WRONG_CHIP, "flash", name, output.line("UNEXPECTED idcode"));
    }
    if (output.says("LIBUSB_ERROR_ACCESS")) {
      throw RepriseException.of(FlashError.NO_ACCESS, "flash", program());
    }
    if (output.says("Error: open failed") || output.says("unable to find a matching") || output.says("No device found")) {
      throw RepriseException.of(FlashError.NO_PROBE, "flash", program(), flash.serial() == null ? "" : " with serial number " + flash.serial());
    }
    String why = NO_CHIP.stream().filter(output::says).findFirst().orElse(null);
    if (why != null && !output.says(CHIP)) {
      throw RepriseException.of(FlashError.NO_CHIP, "flash", output.line(why));
    }
    throw RepriseException.of(FlashError.FAILED, "flash", program(), "exit code " + output.exitCode(), output.last());
  }

  static String identity(Flash flash, String found) {
    return String.format(Locale.ROOT, "it says %s, expected 0x%03x", found, flash.target().probe().chipId());
  }
}
