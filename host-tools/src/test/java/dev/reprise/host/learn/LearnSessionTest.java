package dev.reprise.host.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.RandomLearner;
import dev.reprise.host.device.GoldenDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnSessionTest {
  private final LearnerModel model = TinyLearner.model(40, 60);
  private final CodedDataset data = new CodedDataset(TinyLearner.data(40, 5), model);
  private final CodedDataset test = new CodedDataset(TinyLearner.data(25, 6), model);
  private final EventPlanner planner = new EventPlanner(data, "blobs");

  private LearnResult run(LearnSettings settings) {
    EventPlan plan = new EventPlan(planner.fill(EventPlanner.classes("0,1"), 40, 9), planner.byClass(EventPlanner.classes("0-3"), 30));
    return new LearnSession(new GoldenDevice(model, Accumulate.FUSED), data, test, LearnListener.NONE).run(plan, settings);
  }

  @Test
  void replayRemembersAndNaiveLearningForgets() {
    LearnSettings settings = LearnSettings.of(model);
    LearnResult replay = run(settings);
    LearnResult naive = run(settings.naive());
    assertThat(replay.events()).extracting(EventResult::name).containsExactly("class 0", "class 1", "class 2", "class 3");
    assertThat(replay.filled()).isEqualTo(40);
    assertThat(naive.filled()).isZero();
    assertThat(replay.last().overall()).isGreaterThan(0.95);
    assertThat(naive.last().overall()).isLessThan(0.6);
    assertThat(naive.averageForgetting()).isGreaterThan(replay.averageForgetting() + 0.2);
    assertThat(replay.events().get(0).steps()).isEqualTo(6 * 6);
    assertThat(replay.events().get(0).lastLoss()).isLessThan(replay.events().get(0).firstLoss());
    assertThat(replay.samplesSent()).isEqualTo(40 + 4 * 30 + 5 * 100);
  }

  @Test
  void forgettingIsBestEarlierMinusNow() {
    LearnResult naive = run(LearnSettings.of(model).naive());
    double sum = 0;
    for (int c = 0; c < TinyLearner.CLASSES; c++) {
      double best = naive.first().of(c);
      for (int e = 0; e < 3; e++) {
        best = Math.max(best, naive.events().get(e).after().of(c));
      }
      double expected = best - naive.last().of(c);
      // Class 3 comes in the last event: it was not known before and cannot be forgotten.
      if (c < 3) {
        assertThat(naive.events().get(3).forgetting().get(c)).isEqualTo(expected, within(1e-12));
        sum += expected;
      }
    }
    assertThat(naive.events().get(3).forgetting().get(3)).isNaN();
    assertThat(naive.averageForgetting()).isEqualTo(sum / 3, within(1e-12));
  }

  @Test
  void runsRepeatBitForBitAndTestingInBetweenChangesNothing() {
    LearnSettings each = LearnSettings.of(model);
    LearnSettings ends = new LearnSettings(each.training(), each.policy(), each.slots(), false);
    assertThat(run(each)).isEqualTo(run(each));
    assertThat(run(ends).last()).isEqualTo(run(each).last());
    assertThat(run(ends).events().get(1).after()).isNull();
    assertThat(run(ends).events()).extracting(EventResult::lastLoss).isEqualTo(run(each).events().stream().map(EventResult::lastLoss).toList());
  }

  @Test
  void eventsBySizeAndFromFile(@TempDir Path folder) throws Exception {
    List<EventPlan.Event> bySize = planner.bySize(EventPlanner.classes("1,3"), 33);
    assertThat(bySize).extracting(e -> e.samples().size()).containsExactly(33, 33, 14);
    assertThat(new TreeSet<>(bySize.stream().flatMap(e -> e.samples().stream()).toList())).hasSize(80).allMatch(i -> i % 4 == 1 || i % 4 == 3);
    Path file = Files.writeString(folder.resolve("events.txt"), "# two events\n\nfirst: 3 1 10-12\nsecond: 0,5\n");
    assertThat(planner.fromFile(file)).containsExactly(new EventPlan.Event("first", List.of(3, 1, 10, 11, 12)), new EventPlan.Event("second", List.of(0, 5)));
    for (String bad : List.of("no colon", "a: x", "a: 5-3", "a: 160", "a: 1 99999999999")) {
      Files.writeString(file, "ok: 1\n" + bad + "\n");
      assertThatThrownBy(() -> planner.fromFile(file)).as(bad).hasMessageContaining("RP2234").hasMessageContaining("line 2");
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> planner.fill(EventPlanner.classes("0"), 41, 1)).hasMessageContaining("RP2235");
    assertThatThrownBy(() -> planner.byClass(EventPlanner.classes("7"), 0)).hasMessageContaining("RP2233");
    EventPlan large = new EventPlan(List.of(), planner.bySize(EventPlanner.classes("0-3"), 61));
    LearnSession session = new LearnSession(new GoldenDevice(model, Accumulate.FUSED), data, null, LearnListener.NONE);
    assertThatThrownBy(() -> session.run(large, LearnSettings.of(model))).hasMessageContaining("RP2232").hasMessageContaining("61").hasMessageContaining("60");
    LearnerModel other = RandomLearner.generate(1, 1);
    assertThatThrownBy(() -> new CodedDataset(TinyLearner.data(1, 1), other)).hasMessageContaining("RP2230");
  }

  @Test
  void progressCountsToTheEndOfEveryPhase() {
    List<String> ends = new ArrayList<>();
    LearnListener listener = new LearnListener() {
      @Override
      public void progress(String phase, long done, long total) {
        if (done == total && total > 0) {
          ends.add(phase);
        }
      }
    };
    EventPlan plan = new EventPlan(List.of(0, 1), planner.byClass(EventPlanner.classes("2"), 5));
    new LearnSession(new GoldenDevice(model, Accumulate.SEPARATE), data, test, listener).run(plan, LearnSettings.of(model));
    assertThat(ends).containsExactly("fill", "test before", "send class 2", "train class 2", "test after class 2");
  }
}
