package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.host.link.Transports;
import dev.reprise.simulators.PulpSimulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learner on the simulated cluster counts its own cycles. */
class ClusterCyclesTest {
  private static final int SEED = 3;
  private static final int SAMPLES = 4;
  private static final double SHARE = 0.01;
  /** Of each call: two or three cache lines that miss, or do not. */
  private static final int MISSES = 50;

  @TempDir private Path folder;

  /**
   * But for the number that a session draws, two runs are the same; what the link makes of that number changes which lines it leaves in the instruction caches, and at which cycle the team sets out
   * and so in which order its cores are served.
   */
  @Test
  void theSameKernelsTakeTheSameCyclesAgain() throws Exception {
    Target target = new Targets(CompiledNetwork.HOME).get("pulp-open");
    Compiled compiled = CompiledNetwork.random(SEED, target, Accumulate.FUSED);
    Path project = folder.resolve("net");
    compiled.files().write(project);
    Path elf = ProjectBuilder.build(project, target, ProjectBuilder.Image.SIMULATOR, List.of("-DRP_PROFILE"));

    List<MeasuredCycles.Call> first = measure(compiled, project, target, elf);
    assertThat(first).hasSizeGreaterThan(15).allMatch(c -> c.count() > 0 && c.measuredCycles() > 0);
    List<MeasuredCycles.Call> second = measure(compiled, project, target, elf);
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      MeasuredCycles.Call a = first.get(i);
      MeasuredCycles.Call b = second.get(i);
      assertThat(b.count()).as(a.toString()).isEqualTo(a.count());
      assertThat((double) b.measuredCycles()).as(a.toString()).isCloseTo(a.measuredCycles(), within(SHARE * a.measuredCycles() + MISSES * a.count()));
    }
  }

  /** All but the link's own work. */
  private static List<MeasuredCycles.Call> measure(Compiled compiled, Path project, Target target, Path elf) {
    String hash = HexFormat.of().formatHex(ModelArtifact.hash(compiled.model()));
    try (SimulatorSession session = new PulpSimulator().start(target, elf, SimulatorOptions.defaults());
        LearnerClient client =
            LearnerClient.connect(Transports.open(session.link(), session.name()), hash, LinkTiming.of(session.link()), LinkListener.NONE)) {
      return DeviceMeasurement.measure(project, client, compiled.model(), SAMPLES).calls().stream()
          .filter(c -> !c.phase().equals(WorkPhase.LINK))
          .toList();
    }
  }
}
