package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private static TrainingConfig config(float lr, float mu, boolean nesterov, float wd, Schedule schedule) {
    return new TrainingConfig(1, 1, 1, 0, lr, mu, nesterov, wd, schedule, 0.1f, 3, 0.002f);
  }

  @Test
  void stepScheduleMultipliesByGammaEveryStepSize() {
    TrainingConfig c = config(0.7f, 0, false, 0, Schedule.STEP);
    float[] expected = {0.7f, 0.7f, 0.7f, 0.7f * 0.1f, 0.7f * 0.1f, 0.7f * 0.1f, 0.7f * 0.1f * 0.1f};
    for (int t = 0; t < expected.length; t++) {
      assertThat(Optimizer.learningRate(c, t, 100)).isEqualTo(expected[t]);
    }
  }

  @Test
  void cosineScheduleFollowsTheFormula() {
    TrainingConfig c = config(0.1f, 0, false, 0, Schedule.COSINE);
    for (int t = 0; t < 50; t++) {
      double expected = 0.002 + 0.5 * (0.1 - 0.002) * (1 + Math.cos(Math.PI * t / 50));
      assertThat((double) Optimizer.learningRate(c, t, 50)).isCloseTo(expected, within(2e-8));
    }
  }

  /** One weight, two steps, by hand in the order of N5. */
  @Test
  void eachOperationRoundsByItself() {
    Parameter p = Parameter.of("w", new float[] {0.3f}, true);
    p.gradient()[0] = 0.7f;
    TrainingConfig c = config(0.01f, 0.9f, true, 0.05f, Schedule.CONSTANT);
    Optimizer.update(p, c, 0.01f);
    float g = 0.7f + 0.05f * 0.3f;
    float v = 0.9f * 0f + g;
    float w = 0.3f - 0.01f * (g + 0.9f * v);
    assertThat(p.weight()[0]).isEqualTo(w);
    assertThat(p.momentum()[0]).isEqualTo(v);
    assertThat(p.gradient()[0]).isEqualTo(0.7f);
    Optimizer.update(p, config(0.01f, 0.9f, false, 0, Schedule.CONSTANT), 0.01f);
    v = 0.9f * v + 0.7f;
    assertThat(p.weight()[0]).isEqualTo(w - 0.01f * v);
  }

  @Test
  void withoutMomentumTheVelocityStays() {
    Parameter p = Parameter.of("w", new float[] {1f}, true);
    p.gradient()[0] = 2f;
    p.momentum()[0] = 5f;
    Optimizer.update(p, config(0.5f, 0, true, 0, Schedule.CONSTANT), 0.5f);
    assertThat(p.weight()[0]).isEqualTo(0f);
    assertThat(p.momentum()[0]).isEqualTo(5f);
  }
}
