package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import java.util.Map;
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
    stacksHold(project, target);
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

    EnergyUse use = new EnergyUse(SAMPLES, 60, 0, new Battery(3300, 3.7), false, target.clockHz());
    EnergyReport energy = EnergyMeasurement.of(RunCycles.of(taken), compiled.model(), target, use);
    assertThat(energy.cyclesAre()).isEqualTo("measured on the simulator");
    assertThat(energy.rows()).extracting(EnergyReport.Row::cycles).startsWith(taken.inference(), taken.minibatch());
    assertThat(energy.lifetimeHours()).isBetween(1000.0, energy.batteryJoules() / 1.7e-6 / 3600);
  }

  /** Of the firmware that was built on the way. */
  private static void stacksHold(Path project, Target target) {
    MeasureReport report = Measurement.measure(Measurement.open(project), project.resolve("build-profiled/net" + SEED + "-simulator.elf"), target, true);
    StackReport stack = report.stack();
    assertThat(stack.unbounded()).as(stack.toString()).isEmpty();
    assertThat(stack.reserved()).isEqualTo(4096);
    assertThat(stack.worst()).isBetween(400L, stack.reserved());
    assertThat(stack.others()).extracting(StackReport.CoreStack::core, StackReport.CoreStack::reserved).containsExactly(tuple("team", 1552L), tuple("fabric", 512L));
    assertThat(stack.others()).allSatisfy(o -> assertThat(o.worst()).as(o.toString()).isBetween(1L, o.reserved()));
    assertThat(Budgets.check(report, Map.of())).isEmpty();
    assertThat(stack.others().get(0).chain().links()).extracting(StackReport.Link::function).anyMatch(f -> f.endsWith("_xpulp"));
    assertThat(report.memory()).extracting(RegionUse::region).contains("l1", "l2");
  }
}
