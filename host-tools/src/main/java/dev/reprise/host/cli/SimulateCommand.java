package dev.reprise.host.cli;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.connect.Connection;
import dev.reprise.host.connect.LinkBridge;
import dev.reprise.host.connect.Project;
import dev.reprise.host.link.LinkError;
import dev.reprise.host.link.Transports;
import dev.reprise.simulators.Simulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import dev.reprise.simulators.Simulators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reprise simulate}. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Runs a project in its simulator and offers its link on a TCP port.",
      "",
      "It is built first, and runs until it is stopped (Ctrl-C).",
      "'learn' and 'verify' start a simulator of their own; this is for other programs, and for several runs on one device."
    },
    footer = {
      "",
      "Example:",
      "  reprise simulate firmware --port 5555 &",
      "  reprise learn firmware --device tcp:127.0.0.1:5555 --data digits:2,600 --event-classes 5-9"
    })
final class SimulateCommand extends AbstractCommand {
  private static final int POLL_MILLIS = 100;
  private static final String PULP = "pulp";

  @Parameters(paramLabel = "PROJECT", description = "Folder that 'reprise compile' wrote.")
  private Path project;

  @Option(names = "--simulator", defaultValue = Connection.SIMULATOR, description = "host, qemu, pulp, gvsoc or renode (default: the target's).")
  private String name;

  @Option(names = "--port", defaultValue = "0", paramLabel = "N", description = "TCP port on 127.0.0.1 (default: a free one).")
  private int port;

  @Option(
      names = "--time-limit",
      defaultValue = "3600",
      paramLabel = "SECONDS",
      description = "Stop after this time (default: ${DEFAULT-VALUE}).")
  private int timeLimit;

  @Option(names = "--console", paramLabel = "FILE", description = "Write what the simulator prints to this file.")
  private Path console;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "On the built-in cluster simulator: write there, when the run ends, the cycles of every function and core and what they went to ('measure --cycles' has them by layer).")
  private Path profile;

  @Option(names = "--trace", paramLabel = "FILE", description = "On the built-in cluster simulator: write a line for every instruction there (cycle, core, address, word, mnemonic).")
  private Path trace;

  @Override
  public Integer call() throws InterruptedException {
    Usage.requireRange(spec.commandLine(), "--port", port, 0, 0xffff);
    Usage.requireAtLeast(spec.commandLine(), "--time-limit", timeLimit, 1);
    Project p = Project.open(project, home());
    Simulator simulator = name.equals(Connection.SIMULATOR) ? Simulators.forTarget(p.target()) : Simulators.named(name);
    Usage.require(
        spec.commandLine(), profile == null && trace == null || simulator.name().equals(PULP), "--profile and --trace are of the simulator 'pulp', not of '" + simulator.name() + "'");
    SimulatorOptions options = new SimulatorOptions(Duration.ofSeconds(timeLimit), SimulatorOptions.Line.TCP, console).recording(profile, trace);
    try (SimulatorSession session = simulator.start(p.target(), p.image(simulator, List.of()), options);
        LinkBridge bridge = new LinkBridge(Transports.open(session.link(), session.name()), port)) {
      String address = "tcp:127.0.0.1:" + bridge.port();
      print(Map.of("link", address, "simulator", session.name()), session.name() + " runs; its link is " + address + "\n");
      while (session.isRunning() && !bridge.ended()) {
        Thread.sleep(POLL_MILLIS);
      }
      session.executedInstructions().ifPresent(n -> err().println(n + " instructions executed (a count, not cycles)"));
      err().print(session.console());
      err().flush();
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(LinkError.CANNOT_OPEN, "port " + port, e.getMessage()), e);
    }
    return 0;
  }
}
