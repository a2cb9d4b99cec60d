package dev.reprise.host.connect;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.host.device.GoldenDevice;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.host.link.Transports;
import dev.reprise.simulators.Simulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import dev.reprise.simulators.Simulators;
import java.util.List;

/** A learner of a project, connected, with the simulator it may run in. */
public final class Connection implements AutoCloseable {
  /** The target's simulator, whichever it is. */
  public static final String SIMULATOR = "simulator";

  /** The golden executor in this process. */
  public static final String GOLDEN = "golden";

  private final LearnerDevice device;
  private final SimulatorSession session;
  private final Simulator simulator;

  private Connection(LearnerDevice device, Simulator simulator, SimulatorSession session) {
    this.device = device;
    this.simulator = simulator;
    this.session = session;
  }

  /**
   * @param spec {@link #GOLDEN}, {@link #SIMULATOR}, the name of a simulator, or a link address
   * @throws RepriseException RP15xx where the image cannot be built, RP18xx where the link fails, RP19xx where the simulator does not start
   */
  public static Connection open(String spec, Project project, SimulatorOptions options, LinkListener listener) {
    return open(spec, project, List.of(), options, listener);
  }

  /** @param flags of the compiler for a simulator's image, besides the project's own */
  public static Connection open(String spec, Project project, List<String> flags, SimulatorOptions options, LinkListener listener) {
    if (spec.equals(GOLDEN)) {
      return new Connection(new GoldenDevice(project.artifact().model(), project.artifact().accumulate()), null, null);
    }
    String hash = project.artifact().hashText();
    if (Transports.isAddress(spec)) {
      return new Connection(LearnerClient.connect(Transports.open(spec), hash, LinkTiming.DEFAULT, listener), null, null);
    }
    Simulator simulator = spec.equals(SIMULATOR) ? Simulators.forTarget(project.target()) : Simulators.named(spec);
    SimulatorSession session = simulator.start(project.target(), project.image(simulator, flags), options);
    try {
      return new Connection(
          LearnerClient.connect(Transports.open(session.link(), session.name()), hash, LinkTiming.of(session.link()), listener), simulator, session);
    } catch (RuntimeException e) {
      session.close();
      session.checkTimeLimit();
      throw e;
    }
  }

  public LearnerDevice device() {
    return device;
  }

  /** How the device rounds where it runs. */
  public Accumulate accumulate() {
    Accumulate built = device.info().accumulate();
    return simulator == null ? built : simulator.rounds(built);
  }

  /** Throws the cause behind a link that broke: the simulator's time limit. */
  public void explain() {
    if (session != null) {
      session.checkTimeLimit();
    }
  }

  @Override
  public void close() {
    device.close();
    if (session != null) {
      session.close();
    }
  }
}
