package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.LayerNetwork;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.verify.VerifyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Learners of which L2 cannot hold all: replay memory, weights or constants lie in L3, which traps any access but a copy, and they train the golden executor's bits. */
class L3LearnersTest {
  private static final int FILLED = 3;
  private static final int NEW_SAMPLES = 5;
  private static final int RANDOM_NETWORKS = 8;
  private static final TrainingConfig TRAINING = new TrainingConfig(5, 2, 3, 4, 0.05f, 0.9f, false, 0.001f, Schedule.STEP, 0.5f, 2, 0.001f);

  private static final TrainingConfig PLAIN = new TrainingConfig(5, 1, 3, 4, 0.05f, 0f, false, 0f, Schedule.CONSTANT, 0.5f, 2, 0.001f);

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, {1} bits")
  @CsvSource({"vega, 7", "pulp-open, 32"})
  void replayMemoryInL3(String name, int bits) {
    Target target = Rig.TARGETS.get(name);
    LearnerSettings settings =
        LearnerSettings.defaults().withSplit("before/relu_output").withLatentBits(bits).withSlots(600).withEvents(8, 4).withMicroBatch(2).withTraining(TRAINING);
    FrontEnd front = FrontEnd.of(LayerNetwork.conv(false, 8, 16, 16, 4, Window.square(3, 1, 1), 1, 1));
    Compiled compiled = CompiledNetwork.compile(front, "outside", settings, target, Accumulate.FUSED);
    MemoryReport memory = compiled.report().memory();
    assertThat(memory.in("l3")).extracting(MemoryReport.Entry::name).contains("slots").doesNotContain("staging", "fetched");
    assertThat(memory.peak().get("l3")).isGreaterThanOrEqualTo(600L * compiled.model().slotBytes());

    verify(compiled, target);
  }

  private void verify(Compiled compiled, Target target) {
    EventPlan plan = new EventPlan(Rig.range(0, FILLED), List.of(new EventPlan.Event("event", Rig.range(FILLED, FILLED + NEW_SAMPLES))));
    VerifyResult result = Rig.verify(compiled, target, folder, plan, FILLED + NEW_SAMPLES);
    assertThat(result.equal()).as("%s", result.cases().get(result.cases().size() - 1).difference()).isTrue();
    assertThat(result.steps()).isGreaterThanOrEqualTo(2);
  }

  /** As {@code t}, with so many bytes of a memory. */
  private static Target with(Target t, String memory, long bytes) {
    return t.with(t.memories().stream().map(m -> m.name().equals(memory) ? m.withSize(bytes) : m).toList(), t.cluster());
  }

  static Stream<Arguments> networksLargerThanL2() {
    return Stream.of(
        Arguments.of("linear", LayerNetwork.linear(220, 150, 1), false),
        Arguments.of("pointwise", LayerNetwork.conv(false, 192, 3, 2, 128, Window.square(1, 1, 0), 1, 1), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networksLargerThanL2")
  void weightsInL3(String name, Graph network, boolean momentum) {
    Target target = with(Rig.TARGETS.get("vega"), "l2", 240 << 10);
    TrainingConfig training = momentum ? TRAINING : PLAIN;
    LearnerSettings settings =
        LearnerSettings.defaults().withSplit("before/relu_output").withSlots(20).withEvents(8, 4).withMicroBatch(3).withMomentum(momentum).withTraining(training);
    Compiled compiled = CompiledNetwork.compile(FrontEnd.of(network), name, settings, target, Accumulate.FUSED);
    assertThat(compiled.report().memory().in("l3")).extracting(MemoryReport.Entry::purpose).contains(Purpose.WEIGHTS, Purpose.GRADIENTS);
    verify(compiled, target);
  }

  /** The flash has no more than the program: all constants come from L3, in the tiles of their calls, whole, or at reset. */
  @Test
  void constantsInL3() {
    Target target = with(Rig.TARGETS.get("vega"), "flash", 96 << 10);
    Map<String, Integer> ways = new TreeMap<>();
    int passed = 0;
    for (int seed = 0; seed < RANDOM_NETWORKS; seed++) {
      Compiled compiled = CompiledNetwork.random(seed, target, Accumulate.FUSED);
      assertThat(compiled.report().constants().flashBytes()).as("constants in flash").isLessThan(64);
      compiled.report().constants().inL3().forEach(c -> ways.merge(c.comes(), 1, Integer::sum));
      VerifyResult result = Rig.verify(compiled, target, folder.resolve("net" + seed), Rig.oneEvent(compiled.model(), NEW_SAMPLES), 20);
      assertThat(result.equal()).as("network %d: %s", seed, result.cases().get(result.cases().size() - 1).difference()).isTrue();
      assertThat(result.steps()).isGreaterThanOrEqualTo(2);
      passed++;
    }
    assertThat(passed).isEqualTo(RANDOM_NETWORKS);
    assertThat(ways).as("constants by the way that they come").containsOnlyKeys("in tiles", "whole", "at reset").allSatisfy((way, count) -> assertThat(count).isGreaterThanOrEqualTo(3));
  }
}
