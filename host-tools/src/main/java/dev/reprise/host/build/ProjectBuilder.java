package dev.reprise.host.build;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds an emitted C project with its own Makefile. */
public final class ProjectBuilder {
  private static final int LINES_SHOWN = 30;
  private static final String FOLDER = "build";

  private ProjectBuilder() {}

  /** What to link. */
  public enum Image {
    /** For the board (or the host). */
    BOARD,
    /** For the simulator: the same objects at the simulator's memory origins. The host has only one image. */
    SIMULATOR
  }

  /** How the build is done. */
  public enum Units {
    /** One object per source file. */
    SEPARATE,
    /** All sources as one translation unit. */
    UNITY
  }

  /** Builds {@code project} from separate objects; see {@link #build(Path, Target, Image, Units, List)}. */
  public static Path build(Path project, Target target, Image image, List<String> extraFlags) {
    return build(project, target, image, Units.SEPARATE, extraFlags);
  }

  /**
   * Builds {@code project} and returns the executable.
   *
   * @param extraFlags compiler flags besides the project's own, for example sanitizers
   * @throws RepriseException RP1510 where a tool is missing, RP1511 where the build fails, RP1512 where there is no project
   */
  public static Path build(Path project, Target target, Image image, Units units, List<String> extraFlags) {
    return build(project, target, image, units, extraFlags, FOLDER);
  }

  /**
   * As {@link #build(Path, Target, Image, Units, List)}, elsewhere.
   *
   * @param folder of the project that objects and executable go to
   */
  public static Path build(Path project, Target target, Image image, Units units, List<String> extraFlags, String folder) {
    Path modelFile = project.resolve(ModelArtifact.FILE_NAME);
    if (!Files.exists(modelFile) || !Files.exists(project.resolve("Makefile"))) {
      throw RepriseException.of(BuildError.NOT_A_PROJECT, project.toString());
    }
    requireTool("make");
    requireTool(target.toolchain().command());
    boolean simulator = image == Image.SIMULATOR && !target.isHost();
    List<String> command = new ArrayList<>(List.of("make", "-s", "-C", project.toString(), "-j", jobs(), "BUILD=" + folder));
    if (!extraFlags.isEmpty()) {
      command.add("CFLAGS_EXTRA=" + String.join(" ", extraFlags));
    }
    if (units == Units.UNITY) {
      command.add("UNITY=1");
    }
    if (simulator) {
      command.add("simulator");
    }
    run(project, command);
    String name = ModelArtifact.read(modelFile).model().name();
    return project.resolve(folder).resolve(name + (simulator ? "-simulator" : "") + (target.isHost() ? "" : ".elf"));
  }

  private static String jobs() {
    return Integer.toString(Runtime.getRuntime().availableProcessors());
  }

  private static void requireTool(String tool) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return;
      }
    }
    throw RepriseException.of(BuildError.NO_TOOL, "build", tool);
  }

  private static void run(Path project, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        List<String> lines = output.lines().toList();
        String shown = String.join("\n", lines.subList(0, Math.min(LINES_SHOWN, lines.size())));
        throw RepriseException.of(BuildError.FAILED, project.toString(), code, shown);
      }
    } catch (IOException e) {
      throw RepriseException.of(BuildError.FAILED, project.toString(), "none", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RepriseException.of(BuildError.FAILED, project.toString(), "interrupted", "");
    }
  }
}
