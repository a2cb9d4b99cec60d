package dev.reprise.simulators;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to run a simulator.
 *
 * @param timeLimit after which it is stopped whatever it does
 * @param line how the emulated serial line comes out, where the simulator has a choice
 * @param console file that receives what the simulator prints; null = kept in memory only
 */
public record SimulatorOptions(Duration timeLimit, Line line, Path console) {
  /** How an emulated serial line reaches the host. */
  public enum Line {
    TCP,
    PTY
  }

  public static SimulatorOptions defaults() {
    return new SimulatorOptions(Duration.ofHours(1), Line.TCP, null);
  }

  public SimulatorOptions withTimeLimit(Duration limit) {
    return new SimulatorOptions(limit, line, console);
  }

  public SimulatorOptions withLine(Line other) {
    return new SimulatorOptions(timeLimit, other, console);
  }
}
