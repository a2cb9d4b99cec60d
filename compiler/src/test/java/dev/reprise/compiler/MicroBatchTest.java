package dev.reprise.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.LayerNetwork;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.target.Targets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The micro-batch that is taken where none is given. */
class MicroBatchTest {
  @Test
  void theCheapestIsTaken() {
    Map<Integer, Double> cycles = Map.of(1, 9.0, 2, 5.0, 4, 5.0, 8, 6.0, 16, 4.0);
    assertThat(MicroBatch.cheapest(n -> OptionalDouble.of(cycles.get(n)))).isEqualTo(16);
    assertThat(MicroBatch.cheapest(n -> n > 8 ? OptionalDouble.empty() : OptionalDouble.of(cycles.get(n)))).as("what does not fit is left out, the smallest of equal ones taken").isEqualTo(2);
    assertThat(MicroBatch.cheapest(n -> OptionalDouble.empty())).isEqualTo(1);
  }

  /** A layer of 100x80 weights, which come from L2 for every micro-batch. */
  @Test
  void compileTakesTheOneWithTheFewestModelledCycles() {
    CompileReport taken = compile("vega", LearnerSettings.BEST_MICRO_BATCH);
    Map<Integer, Double> modelled = new HashMap<>();
    for (int samples = 1; samples <= 16; samples *= 2) {
      modelled.put(samples, cycles(compile("vega", samples)) / samples);
    }
    assertThat(taken.learner().microBatch()).isGreaterThan(1);
    assertThat(modelled.get(taken.learner().microBatch())).isLessThan(modelled.get(1));
    assertThat(compile("stm32f405", LearnerSettings.BEST_MICRO_BATCH).learner().microBatch()).isEqualTo(1);
  }

  private static CompileReport compile(String target, int samples) {
    LearnerSettings settings = LearnerSettings.defaults().withSplit("before/relu_output").withSlots(4).withEvents(4, 0).withMomentum(false).withMicroBatch(samples);
    return CompiledNetwork.compile(FrontEnd.of(LayerNetwork.linear(100, 80, 1)), "net", settings, new Targets(CompiledNetwork.HOME).get(target), defaultMode(target)).report();
  }

  private static Accumulate defaultMode(String target) {
    return new Targets(CompiledNetwork.HOME).get(target).accumulate().get(0);
  }

  private static double cycles(CompileReport report) {
    return report.calls().stream().filter(c -> c.tiles() != null && !c.phase().startsWith("frozen")).mapToLong(c -> c.tiles().cycles()).sum();
  }
}
