package dev.reprise.host.flash;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes firmware to a board through its debug probe. */
public final class Flasher {
  private static final List<FlashTool> TOOLS = List.of(new OpenOcd(), new StFlash());

  private final Function<String, Optional<Path>> programs;

  public Flasher() {
    this(Programs::find);
  }

  /** @param programs finds a program by its name */
  Flasher(Function<String, Optional<Path>> programs) {
    this.programs = programs;
  }

  /** Names of the programs that can be asked for. */
  public static List<String> tools() {
    return TOOLS.stream().map(FlashTool::program).toList();
  }

  /**
   * Writes, verifies and starts the image.
   *
   * @param tool one of {@link #tools}; null = the first that is installed and knows the chip
   * @param dryRun only say what would be run
   * @throws RepriseException RP23xx
   */
  public FlashResult run(Flash flash, String tool, boolean dryRun) {
    if (flash.target().probe() == null) {
      throw RepriseException.of(FlashError.NOT_FLASHABLE, "flash", flash.target().name());
    }
    FlashTool chosen = tool == null ? firstInstalled(flash.target(), dryRun) : named(tool, flash.target());
    List<List<String>> commands = chosen.commands(flash);
    if (!dryRun) {
      long end = System.nanoTime() + flash.timeLimit().toNanos();
      for (int i = 0; i < commands.size(); i++) {
        List<String> command = new ArrayList<>(commands.get(i));
        command.set(0, find(command.get(0), chosen).toString());
        chosen.check(flash, i, ProcessOutput.of(command, Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
      }
    }
    return new FlashResult(flash.target().name(), chosen.program(), flash.serial(), flash.elf().toString(), dryRun, commands);
  }

  private FlashTool firstInstalled(Target target, boolean dryRun) {
    return TOOLS.stream()
        .filter(t -> knows(t, target) && (dryRun || programs.apply(t.program()).isPresent()))
        .findFirst()
        .orElseThrow(() -> notInstalled(TOOLS.get(0).program(), TOOLS.get(0)));
  }

  private FlashTool named(String name, Target target) {
    FlashTool tool = TOOLS.stream().filter(t -> t.program().equals(name)).findFirst().orElseThrow();
    if (!knows(tool, target)) {
      throw RepriseException.of(FlashError.TOOL_NOT_FOR_TARGET, "flash", name, target.name());
    }
    return tool;
  }

  private static boolean knows(FlashTool tool, Target target) {
    return !(tool instanceof StFlash) || target.probe().stFlash();
  }

  private Path find(String program, FlashTool tool) {
    return programs.apply(program).orElseThrow(() -> notInstalled(program, tool));
  }

  private static RepriseException notInstalled(String program, FlashTool tool) {
    String debian = program.endsWith("objcopy") ? "binutils-arm-none-eabi" : tool.debianPackage();
    return RepriseException.of(FlashError.NO_TOOL, "flash", program, debian);
  }
}
