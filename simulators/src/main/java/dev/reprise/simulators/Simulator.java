package dev.reprise.simulators;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.Target;
import java.nio.file.Path;

/** Something that runs a firmware image on this computer. */
public interface Simulator {
  /** As in {@code target.yaml} and on the command line. */
  String name();

  /** One line on what it is. */
  String description();

  /** Whether it can run {@code target} at all, installed or not. */
  boolean supports(Target target);

  /** Whether it maps memories where the board has them, and runs its image; else it runs the one that is linked for simulators. */
  default boolean runsBoardImage() {
    return false;
  }

  /** Whether its programs are installed. */
  boolean available();

  /** How a program that was built to accumulate as {@code built} says rounds in it. */
  default Accumulate rounds(Accumulate built) {
    return built;
  }

  /**
   * Starts {@code elf} and returns when its link can be used.
   *
   * @throws dev.reprise.compiler.diag.RepriseException RP1901 not installed, RP1902 other target, RP1903 no image, RP1904 it ended at once
   */
  SimulatorSession start(Target target, Path elf, SimulatorOptions options);
}
