package dev.reprise.host.flash;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.MemoryRegion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** st-flash of the stlink project, behind st-info, which says what chip is there. It takes plain binaries. */
final class StFlash implements FlashTool {
  private static final int LIST = 0;
  private static final int CONVERT = 1;
  private static final int WRITE = 2;
  private static final Pattern PROBE = Pattern.compile("serial:\\s*(\\S+)(.*?)chipid:\\s*0x([0-9a-fA-F]+)", Pattern.DOTALL);

  @Override
  public String program() {
    return "st-flash";
  }

  @Override
  public String debianPackage() {
    return "stlink-tools";
  }

  @Override
  public List<List<String>> commands(Flash flash) {
    Path elf = flash.elf();
    String binary = elf.resolveSibling(elf.getFileName().toString().replaceFirst("\\.elf$", "") + ".bin").toString();
    MemoryRegion memory = flash.target().memories().stream().filter(m -> m.kind() == MemoryRegion.Kind.FLASH).findFirst().orElseThrow();
    List<String> write = new ArrayList<>(List.of(program()));
    if (flash.serial() != null) {
      write.addAll(List.of("--serial", flash.serial()));
    }
    write.addAll(List.of("--reset", "write", binary, String.format(Locale.ROOT, "0x%08x", memory.origin())));
    return List.of(
        List.of("st-info", "--probe"),
        List.of(flash.target().toolchain().prefix() + "objcopy", "-O", "binary", elf.toString(), binary),
        write);
  }

  @Override
  public void check(Flash flash, int index, ProcessOutput output) {
    if (output.says("LIBUSB_ERROR_ACCESS")) {
      throw RepriseException.of(FlashError.NO_ACCESS, "flash", program());
    }
    switch (index) {
      case LIST -> checkChip(flash, output);
      case CONVERT -> checkEnd("objcopy", output, output.exitCode() == 0);
      case WRITE -> {
        if (output.says("Couldn't find any ST-Link")) {
          throw noProbe(flash);
        }
        checkEnd(program(), output, output.exitCode() == 0 && output.says("Flash written and verified"));
      }
      default -> throw new IllegalArgumentException("there is no command " + index);
    }
  }

  private void checkChip(Flash flash, ProcessOutput output) {
    Matcher m = PROBE.matcher(output.text());
    while (m.find()) {
      if (flash.serial() == null || flash.serial().equalsIgnoreCase(m.group(1))) {
        long chip = Long.parseLong(m.group(3), 16);
        if (chip == 0) {
          throw RepriseException.of(FlashError.NO_CHIP, "flash", "st-info reads chip id 0");
        }
        if (chip != flash.target().probe().chipId()) {
          throw RepriseException.of(
              FlashError.WRONG_CHIP, "flash", flash.target().name(), OpenOcd.identity(flash, String.format(Locale.ROOT, "0x%03x", chip)));
        }
        return;
      }
    }
    throw noProbe(flash);
  }

  private RepriseException noProbe(Flash flash) {
    return RepriseException.of(FlashError.NO_PROBE, "flash", program(), flash.serial() == null ? "" : " with serial number " + flash.serial());
  }

  private static void checkEnd(String program, ProcessOutput output, boolean well) {
    if (!well) {
      throw RepriseException.of(FlashError.FAILED, "flash", program, "exit code " + output.exitCode(), output.last());
    }
  }
}
