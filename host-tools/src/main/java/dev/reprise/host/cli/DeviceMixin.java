package dev.reprise.host.cli;

import dev.reprise.host.connect.Connection;
import dev.reprise.host.connect.Project;
import dev.reprise.host.link.LinkListener;
import dev.reprise.simulators.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which learner of a project to talk to. */
final class DeviceMixin {
  @Spec(Spec.Target.MIXEE) private CommandSpec mixee;

  @Option(
      names = "--device",
      defaultValue = Connection.SIMULATOR,
      paramLabel = "DEVICE",
      description = {
        "serial:PATH[@BAUD] or tcp:HOST:PORT for a board,",
        "simulator for the target's simulator, host, qemu, pulp, gvsoc or renode for one of them,",
        "golden for the reference executor (default: ${DEFAULT-VALUE})."
      })
  String device;

  @Option(
      names = "--time-limit",
      defaultValue = "3600",
      paramLabel = "SECONDS",
      description = "A simulator is stopped after this time (default: ${DEFAULT-VALUE}).")
  private int timeLimit;

  @Option(
      names = "--line",
      defaultValue = "tcp",
      description = "How QEMU's serial line reaches this tool: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private SimulatorOptions.Line line;

  @Option(names = "--console", paramLabel = "FILE", description = "Write what the simulator prints to this file.")
  private Path console;

  /** @throws picocli.CommandLine.ParameterException where the time limit is none */
  SimulatorOptions simulatorOptions() {
    Usage.requireAtLeast(mixee.commandLine(), "--time-limit", timeLimit, 1);
    return new SimulatorOptions(Duration.ofSeconds(timeLimit), line, console);
  }

  Connection connect(Project project, LinkListener listener) {
    return Connection.open(device, project, simulatorOptions(), listener);
  }
}
