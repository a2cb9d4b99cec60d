package dev.reprise.host.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.device.Checksum;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Firmware that loses power, between saves and in the middle of one: nothing learned and saved is lost, and a run ends with the bits of one without. */
class SavedRunTest {
  /** With momentum, and with fewer latents kept than an event has samples. */
  private static final long SEED = 3;

  private static final LinkTiming FAST = new LinkTiming(30, 5, 60, 100);

  @TempDir private static Path folder;
  private static LearnerModel model;
  private static long stateBytes;
  private static Path firmware;
  private static LearnResult whole;
  private static List<Checksum> wholeWeights;

  @BeforeAll
  static void learnWithoutInterruption() throws IOException {
    Target host = new Targets(CompiledNetwork.HOME).get("host");
    Compiled compiled = CompiledNetwork.random(SEED, host, Accumulate.FUSED);
    model = compiled.model();
    stateBytes = compiled.report().saves().stateBytes();
    assertThat(compiled.report().saves().slotBytes()).isNull();
    compiled.files().write(folder.resolve("host"));
    firmware = ProjectBuilder.build(folder.resolve("host"), host, ProjectBuilder.Image.BOARD, List.of());
    try (LearnerClient client = connect(new KilledFirmware(firmware, folder.resolve("whole")))) {
      whole = session(client, LearnListener.NONE).run(plan(), LearnSettings.of(model), Saves.EACH_EVENT);
      wholeWeights = weights(client);
      assertThat(client.save()).isEqualTo(4);
    }
  }

  static EventPlan plan() {
    List<Integer> all = IntStream.range(0, model.slots() + 7).boxed().toList();
    List<EventPlan.Event> events =
        List.of(
            new EventPlan.Event("a", all.subList(0, 3)), new EventPlan.Event("b", all.subList(3, 8)), new EventPlan.Event("c", all.subList(1, 4)));
    return new EventPlan(all.subList(0, model.slots()), events);
  }

  private static CodedDataset data() {
    int[] dims = model.frozen().tensor(model.frozen().input()).shape().dims();
    return NoiseDataset.coded(model, Shape.of(IntStream.range(1, dims.length).map(i -> dims[i]).toArray()), model.slots() + 7);
  }

  private static LearnerClient connect(KilledFirmware device) {
    return LearnerClient.connect(device, null, FAST, LinkListener.NONE);
  }

  private static LearnSession session(LearnerDevice device, LearnListener listener) {
    return new LearnSession(device, data(), data(), listener);
  }

  private static List<Checksum> weights(LearnerDevice device) {
    return IntStream.range(0, device.info().tensors()).mapToObj(t -> device.checksum(TensorKind.WEIGHT, t)).toList();
  }

  /** Kills the device when a phase has come to a step; {@code times} in all. */
  private static LearnListener killer(KilledFirmware device, String phase, long at, int times, List<Long> restarts) {
    return new LearnListener() {
      private int left = times;

      @Override
      public void progress(String now, long done, long total) {
        if (now.equals(phase) && done == at && left > 0) {
          left--;
          device.kill();
        }
      }

      @Override
      public void restarted(long sequence) {
        restarts.add(sequence);
      }
    };
  }

  @Test
  void theReportSaysHowLargeAFullSaveIs() throws IOException {
    assertThat(folder.resolve("whole")).hasSize(stateBytes);
  }

  @ParameterizedTest(name = "{0} {1}, {2} times: goes on behind save {3}")
  @CsvSource({
    "fill, 2, 1, 0", "test before, 1, 1, 0", "send a, 1, 1, 0", "train a, 1, 2, 0", "test after a, 0, 1, 1", "test after a, 3, 1, 1",
    "send b, 2, 1, 1", "train b, 1, 1, 1", "train b, 2, 5, 1", "test after b, 1, 2, 2", "train c, 1, 1, 2", "test after c, 2, 1, 3"
  })
  void aRunGoesOnWhenTheDeviceRestarts(String phase, long at, int times, long save) throws IOException {
    KilledFirmware device = new KilledFirmware(firmware, folder.resolve(phase + at));
    List<Long> restarts = new ArrayList<>();
    try (LearnerClient client = connect(device)) {
      LearnResult result = session(client, killer(device, phase, at, times, restarts)).run(plan(), LearnSettings.of(model), Saves.EACH_EVENT);

      assertThat(restarts).hasSize(times).containsOnly(save);
      assertThat(weights(client)).isEqualTo(wholeWeights);
      assertThat(result.events()).isEqualTo(whole.events());
      assertThat(result.last()).isEqualTo(whole.last());
      assertThat(result.averageForgetting()).isEqualTo(whole.averageForgetting());
    }
  }

  @Test
  void theSaveOfAnotherRunIsNotTakenForThisOnes() throws IOException {
    Path state = Files.copy(folder.resolve("whole"), folder.resolve("foreign"));
    KilledFirmware device = new KilledFirmware(firmware, state);
    List<Long> restarts = new ArrayList<>();
    try (LearnerClient client = connect(device)) {
      session(client, killer(device, "train a", 1, 1, restarts)).run(plan(), LearnSettings.of(model), Saves.EACH_EVENT);

      assertThat(restarts).containsExactly(0L);
      assertThat(weights(client)).isEqualTo(wholeWeights);
      assertThat(client.info().saveSequence()).isEqualTo(4);
    }
  }

  @Test
  void aRunGivesUpWhereItCannotGoOn() throws IOException {
    KilledFirmware device = new KilledFirmware(firmware, folder.resolve("again"));
    List<Long> restarts = new ArrayList<>();
    try (LearnerClient client = connect(device)) {
      LearnSession again = session(client, killer(device, "train b", 1, 1000, restarts));
      assertThatThrownBy(() -> again.run(plan(), LearnSettings.of(model), Saves.EACH_EVENT)).hasMessageContaining("RP1832");
      assertThat(restarts).hasSize(LearnSession.MOST_RESTARTS);
      client.reconnect();
      LearnSession unsaved = session(client, killer(device, "train a", 1, 1, restarts));
      assertThatThrownBy(() -> unsaved.run(plan(), LearnSettings.of(model), Saves.NONE)).hasMessageContaining("RP1832");
    }
  }

  /** The second save is cut in every call that changes a file. */
  @ParameterizedTest(name = "in the middle of the call: {0}")
  @CsvSource({"false", "true"})
  void aSaveThatIsCutLeavesTheOneBeforeIt(boolean torn) throws Exception {
    Path source = Path.of(SavedRunTest.class.getResource("/saves/cut.c").toURI());
    Path library = folder.resolve("cut.so");
    List<String> compile = List.of("gcc", "-shared", "-fPIC", "-D_GNU_SOURCE", "-o", library.toString(), source.toString());
    assertThat(new ProcessBuilder(compile).inheritIO().start().waitFor()).isZero();
    EventPlan first = new EventPlan(plan().fill(), plan().events().subList(0, 1));
    Path before = folder.resolve("before" + torn);
    List<Checksum> saved;
    try (LearnerClient client = connect(new KilledFirmware(firmware, before))) {
      session(client, LearnListener.NONE).run(first, LearnSettings.of(model), Saves.EACH_EVENT);
      saved = weights(client);
    }
    EventPlan second = new EventPlan(plan().fill(), plan().events().subList(0, 2));
    int cuts = 0;
    for (boolean cut = true; cut; cuts++) {
      Path state = Files.copy(before, folder.resolve("state" + torn + cuts));
      Map<String, String> environment = new HashMap<>(Map.of("REPRISE_STATE", state.toString(), "LD_PRELOAD", library.toString()));
      environment.put("REPRISE_CUT", Integer.toString(cuts));
      if (torn) {
        environment.put("REPRISE_TORN", "1");
      }
      cut = isCut(environment, second);
      try (LearnerClient client = connect(new KilledFirmware(firmware, state))) {
        long sequence = client.info().saveSequence();
        assertThat(sequence).isBetween(1L, 2L);
        assertThat(client.restore().events()).isEqualTo(sequence);
        assertThat(weights(client).equals(saved)).isEqualTo(sequence == 1);
        session(client, LearnListener.NONE).run(plan(), LearnSettings.of(model), Saves.RESUME);
        assertThat(weights(client)).isEqualTo(wholeWeights);
      }
    }
    assertThat(cuts).isGreaterThan(model.trainable().size() * 2 + 5);
  }

  private static boolean isCut(Map<String, String> environment, EventPlan plan) throws IOException {
    KilledFirmware device = KilledFirmware.once(firmware, environment);
    try (LearnerClient client = connect(device)) {
      session(client, LearnListener.NONE).run(plan, LearnSettings.of(model), Saves.RESUME);
      return false;
    } catch (RepriseException e) {
      assertThat(e).hasMessageContaining("RP1802");
      return true;
    }
  }
}
