package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import org.junit.jupiter.api.Test;

class GoldenRunTest {
  private static final TrainingConfig TRAINING = new TrainingConfig(5, 2, 3, 4, 0.1f, 0.9f, true, 0.01f, Schedule.STEP, 0.5f, 2, 0);
  private static final LearnerModel MODEL = TestModels.linear(7, 4, 12, Policy.RESERVOIR, TRAINING);

  private static GoldenRun run(Accumulate accumulate, TrainingConfig training) {
    return GoldenRecorder.synthetic(MODEL, accumulate, training, Policy.RESERVOIR, 10, 8, 2, 7);
  }

  @Test
  void theSameRunIsTheSameText() {
    GoldenRun run = run(Accumulate.FUSED, TRAINING);
    assertThat(run.operations()).hasSize(8 + 2 * (1 + 7 + 6 + 1 + 1));
    assertThat(run(Accumulate.FUSED, TRAINING).json()).isEqualTo(run.json());
    assertThat(GoldenRun.parse(run.json()).json()).isEqualTo(run.json());
  }

  @Test
  void roundingAndSeedShow() {
    String json = run(Accumulate.FUSED, TRAINING).json();
    assertThat(run(Accumulate.SEPARATE, TRAINING).json().replace("SEPARATE", "FUSED")).isNotEqualTo(json);
    TrainingConfig other = new TrainingConfig(6, 2, 3, 4, 0.1f, 0.9f, true, 0.01f, Schedule.STEP, 0.5f, 2, 0);
    assertThat(run(Accumulate.FUSED, other).json()).isNotEqualTo(json);
  }

  /** Feeds the recorded requests to another learner and compares what it makes of them. */
  @Test
  void theRecordCanBeReplayed() {
    GoldenRun run = GoldenRun.parse(run(Accumulate.SEPARATE, TRAINING).json());
    Learner learner = new Learner(MODEL, run.accumulate());
    learner.configure(run.training(), run.policy(), run.slots());
    learner.reset();
    int steps = 0;
    for (GoldenRun.Operation operation : run.operations()) {
      if (operation instanceof GoldenRun.Fill fill) {
        learner.fill(fill.codes(), fill.label());
        assertThat(Checksum.of(learner.lastLatent())).isEqualTo(Integer.parseUnsignedInt(fill.latent(), 16));
      } else if (operation instanceof GoldenRun.EventBegin begin) {
        learner.eventBegin(begin.samples());
      } else if (operation instanceof GoldenRun.EventAdd add) {
        learner.eventAdd(add.index(), add.codes(), add.label());
      } else if (operation instanceof GoldenRun.Train train) {
        Learner.Step step = learner.trainStep();
        assertThat(Float.floatToIntBits(step.loss())).isEqualTo(Integer.parseUnsignedInt(train.loss(), 16));
        assertThat(Checksum.of(learner.parameters().get(0).weight())).isEqualTo(Integer.parseUnsignedInt(train.weights().get(0), 16));
        assertThat(Checksum.of(learner.parameters().get(1).momentum())).isEqualTo(Integer.parseUnsignedInt(train.momentum().get(1), 16));
        steps++;
      } else if (operation instanceof GoldenRun.EventEnd) {
        learner.eventEnd();
      } else if (operation instanceof GoldenRun.Infer infer) {
        assertThat(Checksum.of(learner.infer(infer.codes()).logits())).isEqualTo(Integer.parseUnsignedInt(infer.logits(), 16));
      }
    }
    assertThat(steps).isEqualTo(12);
  }

  @Test
  void otherTextIsRefused() {
    assertThatThrownBy(() -> GoldenRun.parse("{\"model\": 3")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("golden run");
  }
}
