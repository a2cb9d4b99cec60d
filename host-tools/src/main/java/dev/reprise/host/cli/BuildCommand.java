package dev.reprise.host.cli;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reprise build}. */
@Command(
    name = "build",
    sortOptions = false,
    description = "Builds the C project that 'reprise compile' wrote, with its own Makefile.",
    footer = {"", "Examples:", "  reprise build firmware", "  reprise build firmware --simulator"})
final class BuildCommand extends AbstractCommand {
  @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
  private Path project;

  @Option(names = "--simulator", description = "Link for the simulator's memory map instead of the board's.")
  private boolean simulator;

  @Option(names = "--flag", paramLabel = "FLAG", description = "A compiler flag besides the project's own; may be repeated.")
  private List<String> flags = List.of();

  @Override
  public Integer call() {
    ModelArtifact artifact = ModelArtifact.read(project.resolve(ModelArtifact.FILE_NAME));
    Target target = new Targets(home()).get(artifact.target());
    ProjectBuilder.Image image = simulator ? ProjectBuilder.Image.SIMULATOR : ProjectBuilder.Image.BOARD;
    Path executable = ProjectBuilder.build(project, target, image, flags);
    print(Map.of("executable", executable.toString()), executable + "\n");
    return 0;
  }
}
