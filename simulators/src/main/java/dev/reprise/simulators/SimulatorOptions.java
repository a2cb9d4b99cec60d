package dev.reprise.simulators;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to run a simulator.
 *
 * @param timeLimit after which it is stopped whatever it does
 * @param line how the emulated serial line comes out, where the simulator has a choice
 * @param console file that receives what the simulator prints; null = kept in memory only
 * @param profile file that receives, when the run ends, the cycles of each function and core by cause; null for none; only the built-in cluster simulator has them
 * @param trace file that receives a line for each instruction; null for none; only the built-in cluster simulator does that
 */
public record SimulatorOptions(Duration timeLimit, Line line, Path console, Path profile, Path trace) {
  /** How an emulated serial line reaches the host. */
  public enum Line {
    TCP,
    PTY
  }

  public SimulatorOptions(Duration timeLimit, Line line, Path console) {
    this(timeLimit, line, console, null, null);
  }

  public static SimulatorOptions defaults() {
    return new SimulatorOptions(Duration.ofHours(1), Line.TCP, null);
  }

  public SimulatorOptions withTimeLimit(Duration limit) {
    return new SimulatorOptions(limit, line, console, profile, trace);
  }

  public SimulatorOptions withLine(Line other) {
    return new SimulatorOptions(timeLimit, other, console, profile, trace);
  }

  /** With the recordings of a run, each null for none. */
  public SimulatorOptions recording(Path profileFile, Path traceFile) {
    return new SimulatorOptions(timeLimit, line, console, profileFile, traceFile);
  }
}
