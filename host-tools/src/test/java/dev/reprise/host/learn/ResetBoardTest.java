package dev.reprise.host.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.device.Checksum;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.Restored;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.simulators.QemuSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Board firmware in QEMU that keeps its saves in (played) flash, reset while it learns and while it saves. */
class ResetBoardTest {
  private static final long SEED = 3;

  @TempDir private static Path folder;

  @BeforeAll
  static void needsQemu() {
    assumeTrue(new QemuSimulator().available(), "qemu-system-arm is not installed");
  }

  private static LearnerClient connect(ResetBoard board) {
    return LearnerClient.connect(board.link, null, LinkTiming.DEFAULT, LinkListener.NONE);
  }

  private static Path build(Target target, Compiled compiled) {
    Path project = folder.resolve(target.name());
    compiled.files().write(project);
    return ProjectBuilder.build(project, target, ProjectBuilder.Image.SIMULATOR, List.of());
  }

  private static EventPlan plan(LearnerModel model) {
    List<Integer> all = IntStream.range(0, model.slots() + 7).boxed().toList();
    return new EventPlan(all.subList(0, model.slots()), List.of(new EventPlan.Event("a", all.subList(0, 3)), new EventPlan.Event("b", all.subList(3, 8))));
  }

  private static CodedDataset data(LearnerModel model) {
    int[] dims = model.frozen().tensor(model.frozen().input()).shape().dims();
    return NoiseDataset.coded(model, Shape.of(IntStream.range(1, dims.length).map(i -> dims[i]).toArray()), model.slots() + 7);
  }

  private static List<Checksum> weights(LearnerDevice device) {
    return IntStream.range(0, device.info().tensors()).mapToObj(t -> device.checksum(TensorKind.WEIGHT, t)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mps2-an386", "mps2-an500"})
  void aRunGoesOnAfterAReset(String name) throws IOException {
    Target target = new Targets(CompiledNetwork.HOME).get(name);
    Compiled compiled = CompiledNetwork.random(SEED, target, target.accumulate().get(0));
    LearnerModel model = compiled.model();
    assertThat(compiled.report().saves().slotBytes()).isGreaterThan(compiled.report().saves().stateBytes());
    try (ResetBoard board = new ResetBoard(name, build(target, compiled));
        LearnerClient client = connect(board)) {
      LearnResult whole = new LearnSession(client, data(model), null, LearnListener.NONE).run(plan(model), LearnSettings.of(model), Saves.EACH_EVENT);
      List<Checksum> learned = weights(client);
      assertThat(client.save()).isEqualTo(3);
      client.reset();
      assertThat(client.restore()).isEqualTo(new Restored(3, 2));
      assertThat(weights(client)).isEqualTo(learned);

      List<Long> restarts = new ArrayList<>();
      Set<String> at = new HashSet<>(Set.of("send a", "train b"));
      LearnListener presses = new LearnListener() {
        @Override
        public void progress(String phase, long done, long total) {
          if (done == 1 && at.remove(phase)) {
            board.reset();
          }
        }

        @Override
        public void restarted(long sequence) {
          restarts.add(sequence);
        }
      };
      client.reconnect();
      LearnResult again = new LearnSession(client, data(model), null, presses).run(plan(model), LearnSettings.of(model), Saves.EACH_EVENT);
      assertThat(restarts).containsExactly(0L, 4L);
      assertThat(weights(client)).isEqualTo(learned);
      assertThat(again.events()).isEqualTo(whole.events());

      resetDuringSaves(board, client);
    }
  }

  /** At any moment of a save: what comes back is that one or the one before, each with its own weights. */
  private static void resetDuringSaves(ResetBoard board, LearnerClient client) {
    long saved = client.save();
    for (int i = 0; i < 12; i++) {
      int delay = 300 * i;
      Thread press =
          new Thread(
              () -> {
                try {
                  TimeUnit.MICROSECONDS.sleep(delay);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                board.reset();
              });
      press.start();
      boolean answered = true;
      try {
        client.save();
      } catch (RepriseException e) {
        assertThat(e).hasMessageContaining("RP1832");
        answered = false;
      }
      join(press);
      while (answered) {
        // The answer came before the reset; the next request learns of it.
        try {
          client.checksum(TensorKind.WEIGHT, 0);
        } catch (RepriseException e) {
          answered = false;
        }
      }
      client.reconnect();
      long now = client.info().saveSequence();
      assertThat(now).isBetween(saved, saved + 1);
      assertThat(client.restore()).isEqualTo(new Restored(now, 2));
      saved = now;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** QEMU has no flash controller for this board: saving must say so at once. */
  @Test
  void aBoardWithoutItsFlashControllerRefusesToSave() throws IOException {
    Target target = new Targets(CompiledNetwork.HOME).get("stm32f405");
    Compiled compiled = CompiledNetwork.random(SEED, target, target.accumulate().get(0));
    try (ResetBoard board = new ResetBoard("netduinoplus2", build(target, compiled));
        LearnerClient client = connect(board)) {
      assertThat(client.info().saveSequence()).isZero();
      assertThatThrownBy(client::save).hasMessageContaining("storage failed");
      assertThatThrownBy(client::restore).hasMessageContaining("nothing saved");
      assertThat(client.info().tensors()).isPositive();
    }
  }
}
