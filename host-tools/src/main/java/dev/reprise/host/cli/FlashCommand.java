package dev.reprise.host.cli;

import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.connect.Project;
import dev.reprise.host.flash.Flash;
import dev.reprise.host.flash.FlashResult;
import dev.reprise.host.flash.Flasher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reprise flash}. */
@Command(
    name = "flash",
    sortOptions = false,
    description = {
      "Builds a project, writes it to the board through its debug probe, verifies it and starts it.",
      "",
      "The chip is asked who it is before anything is written. Saves on the board stay, unless the program reaches into them."
    },
    footer = {"", "Examples:", "  reprise flash firmware", "  reprise flash firmware --tool st-flash --probe 066CFF495057717867162530", "  reprise flash firmware --dry-run"})
final class FlashCommand extends AbstractCommand {
  @Parameters(paramLabel = "PROJECT", description = "Folder that 'reprise compile' wrote.")
  private Path project;

  @Option(names = "--probe", paramLabel = "SERIAL", description = "Serial number of the debug probe, where there are several.")
  private String probe;

  @Option(names = "--tool", paramLabel = "TOOL", description = "openocd or st-flash (default: the first that is installed).")
  private String tool;

  @Option(names = "--dry-run", description = "Build, and say what would be run.")
  private boolean dryRun;

  @Option(
      names = "--time-limit",
      defaultValue = "120",
      paramLabel = "SECONDS",
      description = "The tool is stopped after this time (default: ${DEFAULT-VALUE}).")
  private int timeLimit;

  @Override
  public Integer call() {
    Usage.requireAtLeast(spec.commandLine(), "--time-limit", timeLimit, 1);
    Usage.require(spec.commandLine(), tool == null || Flasher.tools().contains(tool), "--tool must be " + String.join(" or ", Flasher.tools()) + ", not " + tool);
    Project p = Project.open(project, home());
    Path elf = ProjectBuilder.build(p.folder(), p.target(), ProjectBuilder.Image.BOARD, List.of());
    FlashResult result = new Flasher().run(new Flash(p.target(), elf, probe, Duration.ofSeconds(timeLimit)), tool, dryRun);
    print(result, dryRun ? commands(result) : result.image() + " is on the " + result.target() + ", written and verified by " + result.tool() + "\n");
    return 0;
  }

  /** As a shell takes them. */
  private static String commands(FlashResult result) {
    return result.commands().stream().map(c -> c.stream().map(FlashCommand::quoted).collect(Collectors.joining(" ")) + "\n").collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
