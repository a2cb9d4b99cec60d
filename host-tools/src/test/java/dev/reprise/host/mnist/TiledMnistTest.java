package dev.reprise.host.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.bitexact.Rig;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.TrainResult;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.tiles.ClusterRun;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training step of the network of "MNIST 5+5", split as there, on a cluster with 64 KiB of L1: its weights are the golden ones, and transfers hide behind the team's work. */
class TiledMnistTest {
  private static final int SLOTS = 4;
  private static final int NEW = 2;
  private static final int REPLAYED = 48;
  private static final double HIDDEN = 0.85;

  @TempDir private Path folder;

  @Test
  void aTrainingStepGivesTheGoldenWeightsWhileTheTeamHidesTheTransfers() throws Exception {
    Target board = Rig.TARGETS.get("pulp-open");
    TrainingConfig training = new TrainingConfig(1, 1, NEW, REPLAYED, 0.01f, 0.9f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f);
    LearnerSettings settings =
        LearnerSettings.defaults().withSplit("/features/features.20/Relu_output_0").withSlots(SLOTS).withEvents(NEW, NEW).withTraining(training);
    Compiled compiled = Mnist.compile(Mnist.DS_CNN, settings, board, Accumulate.FUSED);
    assertThat(compiled.report().calls()).as("calls of the adaptive stage in tiles").filteredOn(c -> c.tiles() != null).hasSizeGreaterThanOrEqualTo(20);
    compiled.files().write(folder);
    CodedDataset data = new CodedDataset(Mnist.pool(), compiled.model());
    EventPlan plan = new EventPlan(range(0, SLOTS), List.of(new EventPlan.Event("event", range(SLOTS, SLOTS + NEW))));
    try (ClusterRun run = new ClusterRun(board, compiled.model(), Rig.build(board, folder, List.of()))) {
      VerifyResult result =
          Verification.run(compiled.model(), run.client(), plan, LearnSettings.of(compiled.model()), data, null, LearnListener.NONE);
      assertThat(result.equal()).as("weights").isTrue();
      assertThat(result.steps()).isEqualTo(1);

      LearnerDevice device = run.client();
      device.eventBegin(NEW);
      for (int i = 0; i < NEW; i++) {
        device.eventAdd(i, data.label(SLOTS + i), data.codes(SLOTS + i));
      }
      long busy = run.profile().dmaCycles();
      long hidden = run.profile().dmaHiddenCycles();
      while (!(device.train() instanceof TrainResult.Trained)) {
        assertThat(device.info()).isNotNull();
      }
      busy = run.profile().dmaCycles() - busy;
      hidden = run.profile().dmaHiddenCycles() - hidden;
      System.out.printf(Locale.ROOT, "training step of %d samples: DMA busy for %d cycles, %.1f %% of them hidden%n", NEW + REPLAYED, busy, 100.0 * hidden / busy);
      assertThat(busy).isPositive();
      assertThat((double) hidden / busy).isGreaterThanOrEqualTo(HIDDEN);
    }
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
