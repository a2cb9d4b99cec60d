package dev.reprise.host.connect;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.simulators.Simulator;
import java.nio.file.Path;
import java.util.List;

/**
 * A compiled project.
 *
 * @param folder that {@code reprise compile} wrote
 */
public record Project(Path folder, ModelArtifact artifact, Target target) {
  /** @param home the repository with the targets */
  public static Project open(Path folder, Path home) {
    ModelArtifact artifact = ModelArtifact.read(folder.resolve(ModelArtifact.FILE_NAME));
    return new Project(folder, artifact, new Targets(home).get(artifact.target()));
  }

  /**
   * Builds the firmware for {@code simulator} where its sources are newer; returns the executable.
   *
   * @param flags of the compiler, besides the project's own
   */
  public Path image(Simulator simulator, List<String> flags) {
    ProjectBuilder.Image image = simulator.runsBoardImage() ? ProjectBuilder.Image.BOARD : ProjectBuilder.Image.SIMULATOR;
    return ProjectBuilder.build(folder, target, image, flags);
  }
}
