package dev.reprise.simulators;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.pulp.HostLink;
import dev.reprise.simulators.pulp.PulpConfig;
import dev.reprise.simulators.pulp.PulpImage;
import dev.reprise.simulators.pulp.PulpMachine;
import dev.reprise.simulators.pulp.PulpOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The built-in simulation of a PULP cluster ({@code docs/pulp-simulator.md}), in a thread of this process. The link is the file that the
 * program opens by semihosting; while the program waits for a byte of it, the simulated time stands still.
 */
public final class PulpSimulator implements Simulator {
  /** The name under which the firmware opens its link. */
  public static final String LINK = "reprise-link";

  @Override
  public String name() {
    return "pulp";
  }

  @Override
  public String description() {
    return "built-in simulation of a PULP cluster, cycle by cycle";
  }

  @Override
  public boolean supports(Target target) {
    return target.cluster() != null && target.simulators().containsKey(name());
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public SimulatorSession start(Target target, Path elf, SimulatorOptions options) {
    if (!supports(target)) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), name(), target.name());
    }
    if (!Files.isRegularFile(elf)) {
      throw RepriseException.of(SimulatorError.NO_IMAGE, elf.toString());
    }
    PulpImage image = PulpImage.read(elf);
    ConsoleLog console = new ConsoleLog(options.console());
    PulpRecording recording = new PulpRecording(options.profile(), options.trace());
    ByteQueue toDevice = new ByteQueue();
    ByteQueue fromDevice = new ByteQueue();
    PulpMachine machine =
        new PulpMachine(
            PulpConfig.of(target.cluster()),
            image,
            line -> console.add(line.getBytes(StandardCharsets.UTF_8)),
            new HostLink(LINK, toDevice.in, fromDevice.out));
    recording.attach(machine);
    Run run = new Run(machine, toDevice, fromDevice, console, recording);
    run.thread.start();
    return new SimulatorSession("PULP cluster " + target.name(), run, console, run.thread, options.timeLimit())
        .withLink(new LinkEndpoint.Pipe(fromDevice.in, toDevice.out));
  }

  /** A machine in its thread. */
  private static final class Run implements Execution {
    private static final long RECORDING_MILLIS = 5000;

    private final PulpMachine machine;
    private final ByteQueue toDevice;
    private final ByteQueue fromDevice;
    private final ConsoleLog console;
    private final PulpRecording recording;
    private final Thread thread = new Thread(this::simulate, "PULP cluster");
    private volatile String failure;

    Run(PulpMachine machine, ByteQueue toDevice, ByteQueue fromDevice, ConsoleLog console, PulpRecording recording) {
      this.machine = machine;
      this.toDevice = toDevice;
      this.fromDevice = fromDevice;
      this.console = console;
      this.recording = recording;
      thread.setDaemon(true);
    }

    private void simulate() {
      PulpOutcome outcome = machine.run(Long.MAX_VALUE);
      recording.end(machine, outcome);
      if (outcome.end() == PulpOutcome.End.TRAP || outcome.end() == PulpOutcome.End.DEADLOCK) {
        failure = outcome.report();
        console.add(outcome.report().getBytes(StandardCharsets.UTF_8));
      }
      fromDevice.close();
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
      thread.join(millis);
      return !thread.isAlive();
    }

    @Override
    public boolean running() {
      return thread.isAlive();
    }

    @Override
    public void end() {
      machine.stop();
      toDevice.close();
      fromDevice.close();
      try {
        // the recording is to be complete
        thread.join(RECORDING_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Optional<String> failure() {
      return Optional.ofNullable(failure);
    }
  }
}
