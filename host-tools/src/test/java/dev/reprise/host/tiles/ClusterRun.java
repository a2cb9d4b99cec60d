package dev.reprise.host.tiles;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.host.link.Transports;
import dev.reprise.simulators.LinkEndpoint;
import dev.reprise.simulators.PulpSimulator;
import dev.reprise.simulators.pulp.HostLink;
import dev.reprise.simulators.pulp.PulpConfig;
import dev.reprise.simulators.pulp.PulpImage;
import dev.reprise.simulators.pulp.PulpMachine;
import dev.reprise.simulators.pulp.PulpProfile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.HexFormat;

/** A learner on the built-in simulator of a cluster, whose profile can be read between requests: simulated time stands still while the learner waits for one. */
public final class ClusterRun implements AutoCloseable {
  private final PulpMachine machine;
  private final Thread thread;
  private final Pipe toDevice;
  private final Pipe fromDevice;
  private final LearnerClient client;

  public ClusterRun(Target target, LearnerModel model, Path elf) throws IOException {
    toDevice = Pipe.open();
    fromDevice = Pipe.open();
    HostLink link = new HostLink(PulpSimulator.LINK, Channels.newInputStream(toDevice.source()), Channels.newOutputStream(fromDevice.sink()));
    machine = new PulpMachine(PulpConfig.of(target.cluster()), PulpImage.read(elf), System.out::print, link);
    thread = new Thread(() -> machine.run(Long.MAX_VALUE), "cluster");
    thread.setDaemon(true);
    thread.start();
    LinkEndpoint end = new LinkEndpoint.Pipe(Channels.newInputStream(fromDevice.source()), Channels.newOutputStream(toDevice.sink()));
    String hash = HexFormat.of().formatHex(ModelArtifact.hash(model));
    client = LearnerClient.connect(Transports.open(end, target.name()), hash, LinkTiming.of(end), LinkListener.NONE);
  }

  public LearnerClient client() {
    return client;
  }

  public PulpProfile profile() {
    return machine.profile();
  }

  @Override
  public void close() throws IOException {
    machine.stop();
    client.close();
    toDevice.sink().close();
    fromDevice.source().close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
