package dev.reprise.simulators;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.simulators.pulp.ProfileText;
import dev.reprise.simulators.pulp.PulpMachine;
import dev.reprise.simulators.pulp.PulpOutcome;
import dev.reprise.simulators.pulp.TraceSink;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files in which a run of the cluster simulator leaves its profile and its trace. A file that cannot be written on is no reason to fail the run. */
final class PulpRecording {
  private final Writer profile;
  private final Writer trace;

  /**
   * Opens the files; null for none.
   *
   * @throws RepriseException RP1908 where one cannot be written
   */
  PulpRecording(Path profile, Path trace) {
    this.profile = open(profile);
    this.trace = open(trace);
  }

  private static Writer open(Path path) {
    try {
      return path == null ? null : Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(SimulatorError.NO_CONSOLE, path.toString()), e);
    }
  }

  void attach(PulpMachine machine) {
    if (trace != null) {
      machine.trace(TraceSink.lines(line -> write(trace, line + "\n")));
    }
  }

  void end(PulpMachine machine, PulpOutcome outcome) {
    if (profile != null) {
      write(profile, ProfileText.of(machine.profile(), outcome.cycles()));
      close(profile);
    }
    close(trace);
  }

  private static void write(Writer out, String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      // as said above
    }
  }

  private static void close(Writer out) {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      // as said above
    }
  }
}
