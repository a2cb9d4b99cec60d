package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import dev.reprise.simulators.pulp.Cause;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code measure --cycles} on a cluster: every call of the report, with what its cycles went to. */
class ClusterMeasurementTest {
  private static final int SEED = 3;
  private static final int SAMPLES = 4;

  @TempDir private Path folder;

  @Test
  void everyCallHasItsCyclesTheirCausesAndItsTransfers() {
    assumeTrue(Programs.find("clang-19").isPresent(), "clang-19 is not installed");
    Target target = new Targets(CompiledNetwork.HOME).get("vega");
    Compiled compiled = CompiledNetwork.random(SEED, target, Accumulate.FUSED);
    Path project = folder.resolve("net");
    compiled.files().write(project);

    ClusterCycles taken = ClusterMeasurement.measure(project, target, compiled.model(), SAMPLES);
    int reported = compiled.report().calls().size();
    assertThat(taken.calls()).hasSize(reported + 5).allSatisfy(c -> {
      assertThat(c.count()).as(c.toString()).isPositive();
      double causes = c.work().causes().values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(causes).as(c.toString()).isCloseTo(c.work().cycles(), within(0.02 * c.work().cycles() + 20.0 * c.count()));
    });
    List<ClusterCycles.Call> shared = taken.calls().stream().filter(c -> c.kernel().endsWith("_xpulp")).toList();
    assertThat(shared).isNotEmpty().allSatisfy(c -> assertThat(c.work().cores()).isEqualTo(8));
    assertThat(taken.calls()).filteredOn(c -> c.phase().equals(WorkPhase.LINK)).hasSize(1).allSatisfy(c -> {
      assertThat(c.work().cores()).isEqualTo(1);
      assertThat(c.work().causes()).doesNotContainKey(Cause.FPU);
    });
    assertThat(taken.phases()).extracting(ClusterCycles.Phase::phase).containsExactlyElementsOf(WorkPhase.TITLES);
    long forward = taken.calls().stream().filter(c -> c.phase().equals(Phase.FORWARD.title())).mapToLong(c -> c.work().cycles()).sum();
    assertThat(taken.phases().get(1).work().cycles()).isEqualTo(forward);
    assertThat(taken.minibatch()).isGreaterThan(taken.inference()).isGreaterThan(0);

    ClusterCycles.Work all = taken.phases().stream().map(ClusterCycles.Phase::work).reduce(ClusterCycles.Work.NONE, ClusterCycles.Work::plus);
    assertThat(all.dmaBytes()).isPositive();
    assertThat(all.dmaCycles()).isBetween(all.dmaBytes() / 8, all.dmaBytes());
    assertThat(all.dmaHiddenCycles()).isBetween(0L, all.dmaCycles());
  }
}
