package dev.reprise.host.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.connect.LinkBridge;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.device.Checksum;
import dev.reprise.host.device.Restored;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.EventResult;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnResult;
import dev.reprise.host.learn.LearnSession;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.learn.Saves;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.HostProcess;
import dev.reprise.simulators.LinkEndpoint;
import dev.reprise.simulators.QemuSimulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against real firmware, over bad lines and emulated serial ports; the lockstep run sees anything that is lost or done twice. */
class FirmwareLinkTest {
  /** A network with momentum whose firmware keeps fewer latents than the event has samples, so that it asks for some again. */
  private static final long SEED = 3;

  private static final int NEW = 7;
  private static final LinkTiming FAST = new LinkTiming(30, 5, 60, 100);
  private static final Targets TARGETS = new Targets(CompiledNetwork.HOME);

  @TempDir private static Path folder;
  private static LearnerModel model;
  private static Path firmware;

  @BeforeAll
  static void build() {
    Target host = TARGETS.get("host");
    Compiled compiled = CompiledNetwork.random(SEED, host, Accumulate.FUSED);
    model = compiled.model();
    compiled.files().write(folder.resolve("host"));
    firmware = ProjectBuilder.build(folder.resolve("host"), host, ProjectBuilder.Image.BOARD, List.of());
    assertThat(model.eventLatents()).isLessThan(NEW);
    assertThat(model.slots()).isPositive();
  }

  private static String hash() {
    return HexFormat.of().formatHex(ModelArtifact.hash(model));
  }

  private static CodedDataset data() {
    int[] dims = model.frozen().tensor(model.frozen().input()).shape().dims();
    Shape shape = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    Random random = new Random(4);
    float[][] samples = new float[model.slots() + NEW][shape.elements()];
    for (float[] sample : samples) {
      IntStream.range(0, sample.length).forEach(i -> sample[i] = random.nextFloat());
    }
    return new CodedDataset(
        new Dataset() {
          @Override
          public String name() {
            return "noise";
          }

          @Override
          public int size() {
            return samples.length;
          }

          @Override
          public Shape shape() {
            return shape;
          }

          @Override
          public int classes() {
            return model.classes();
          }

          @Override
          public float[] sample(int index) {
            return samples[index];
          }

          @Override
          public int label(int index) {
            return index % model.classes();
          }
        },
        model);
  }

  private static EventPlan plan() {
    List<Integer> all = IntStream.range(0, model.slots() + NEW).boxed().toList();
    return new EventPlan(all.subList(0, model.slots()), List.of(new EventPlan.Event("event", all.subList(model.slots(), all.size()))));
  }

  private static VerifyResult verify(LearnerClient client) {
    return Verification.run(model, client, plan(), LearnSettings.of(model), data(), data(), LearnListener.NONE);
  }

  @ParameterizedTest(name = "seed {0}, probability of each of four faults per byte {1}")
  @CsvSource({"1, 0.0025", "2, 0.0025", "3, 0.005"})
  void nothingIsLostOrTrainedTwiceOnABadLine(long seed, double each) {
    try (SimulatorSession session = new HostProcess().start(TARGETS.get("host"), firmware, SimulatorOptions.defaults())) {
      FaultyTransport line = new FaultyTransport(Transports.open(session.link(), "host"), seed, each);
      try (LearnerClient client = LearnerClient.connect(line, hash(), FAST, LinkListener.NONE)) {
        VerifyResult result = verify(client);
        assertThat(result.difference()).isNull();
        assertThat(result.steps()).isGreaterThanOrEqualTo(4);
        assertThat(line.faults).isGreaterThan(100);
        assertThat(client.traffic().repeats()).isGreaterThan(10);
      }
    }
  }

  @Test
  void aSaveSurvivesTheEndOfTheDevice() throws Exception {
    Path state = folder.resolve("state");
    Checksum trained;
    try (Firmware run = new Firmware(state)) {
      assertThat(run.client.info().saveSequence()).isZero();
      new LearnSession(run.client, data(), null, LearnListener.NONE).run(plan(), LearnSettings.of(model));
      assertThat(run.client.save()).isEqualTo(1);
      trained = run.client.checksum(TensorKind.WEIGHT, 0);
      assertThat(run.client.save()).isEqualTo(2);
      run.client.reset();
      assertThat(run.client.checksum(TensorKind.WEIGHT, 0)).isNotEqualTo(trained);
    }
    try (Firmware run = new Firmware(state)) {
      assertThat(run.client.info().saveSequence()).isEqualTo(2);
      run.client.reset();
      assertThat(run.client.restore()).isEqualTo(new Restored(2, 1));
      assertThat(run.client.checksum(TensorKind.WEIGHT, 0)).isEqualTo(trained);
      byte[] weights = run.client.read(TensorKind.WEIGHT, 0);
      assertThat(weights).hasSize((int) trained.bytes());
      assertThat(run.client.info().used()).isLessThanOrEqualTo(model.slots());
    }
  }

  /** A power cut in the second event: the device returns to the save after the first, the host sends the second again. */
  @Test
  void aRunGoesOnBehindTheLastSave() throws Exception {
    List<Integer> all = IntStream.range(0, model.slots() + NEW).boxed().toList();
    List<EventPlan.Event> events =
        List.of(
            new EventPlan.Event("a", all.subList(0, 3)),
            new EventPlan.Event("b", all.subList(3, 8)),
            new EventPlan.Event("c", all.subList(1, 3)));
    EventPlan plan = new EventPlan(all.subList(0, model.slots()), events);
    List<Checksum> uninterrupted;
    try (Firmware run = new Firmware(folder.resolve("whole"))) {
      new LearnSession(run.client, data(), null, LearnListener.NONE).run(plan, LearnSettings.of(model), Saves.EACH_EVENT);
      uninterrupted = weights(run.client);
    }
    Path state = folder.resolve("cut");
    try (Firmware run = new Firmware(state)) {
      LearnListener cut = new LearnListener() {
        @Override
        public void progress(String phase, long done, long total) {
          if (phase.equals("train b") && done == 1) {
            run.process.destroyForcibly();
          }
        }
      };
      LearnSession session = new LearnSession(run.client, data(), null, cut);
      assertThatThrownBy(() -> session.run(plan, LearnSettings.of(model), Saves.EACH_EVENT)).hasMessageContaining("RP1802");
    }
    try (Firmware run = new Firmware(state)) {
      assertThat(run.client.info().saveSequence()).isEqualTo(1);
      LearnResult rest = new LearnSession(run.client, data(), null, LearnListener.NONE).run(plan, LearnSettings.of(model), Saves.RESUME);
      assertThat(rest.events()).extracting(EventResult::name).containsExactly("b", "c");
      assertThat(rest.filled()).isZero();
      assertThat(weights(run.client)).isEqualTo(uninterrupted);
    }
    try (Firmware run = new Firmware(state)) {
      LearnSession again = new LearnSession(run.client, data(), null, LearnListener.NONE);
      EventPlan shorter = new EventPlan(List.of(), events.subList(0, 2));
      assertThatThrownBy(() -> again.run(shorter, LearnSettings.of(model), Saves.RESUME)).hasMessageContaining("RP2236");
    }
  }

  private static List<Checksum> weights(LearnerClient client) {
    return IntStream.range(0, client.info().tensors()).mapToObj(t -> client.checksum(TensorKind.WEIGHT, t)).toList();
  }

  @Test
  void aBridgeServesOneClientAfterTheOther() throws Exception {
    try (SimulatorSession session = new HostProcess().start(TARGETS.get("host"), firmware, SimulatorOptions.defaults());
        LinkBridge bridge = new LinkBridge(Transports.open(session.link(), "host"), 0)) {
      String address = "tcp:127.0.0.1:" + bridge.port();
      try (LearnerClient client = LearnerClient.connect(Transports.open(address), hash(), LinkTiming.DEFAULT, LinkListener.NONE)) {
        assertThat(client.fill(data().codes(0), 1)).isEqualTo(1);
      }
      try (LearnerClient client = LearnerClient.connect(Transports.open(address), hash(), LinkTiming.DEFAULT, LinkListener.NONE)) {
        assertThat(client.info().used()).isEqualTo(1);
        assertThat(verify(client).difference()).isNull();
      }
      assertThat(bridge.ended()).isFalse();
    }
    for (String wrong : List.of("tcp:here", "tcp:127.0.0.1:70000", "udp:1:2")) {
      assertThatThrownBy(() -> Transports.open(wrong)).as(wrong).hasMessageContaining("RP1808");
    }
  }

  /** The host firmware with a file for its saves. */
  private static final class Firmware implements AutoCloseable {
    private final Process process;
    private final LearnerClient client;

    Firmware(Path state) throws Exception {
      ProcessBuilder builder = new ProcessBuilder(firmware.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("REPRISE_STATE", state.toString());
      process = builder.start();
      LinkEndpoint pipe = new LinkEndpoint.Pipe(process.getInputStream(), process.getOutputStream());
      client = LearnerClient.connect(Transports.open(pipe, "host"), hash(), LinkTiming.DEFAULT, LinkListener.NONE);
    }

    @Override
    public void close() throws Exception {
      process.destroyForcibly().waitFor();
      client.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"TCP", "PTY"})
  void emulatedBoardLearnsTheSameBits(SimulatorOptions.Line line) {
    QemuSimulator qemu = new QemuSimulator();
    assumeTrue(qemu.available(), "qemu-system-arm is not installed");
    Target board = TARGETS.get("stm32f405");
    Path project = folder.resolve("board" + line);
    CompiledNetwork.random(SEED, board, Accumulate.SEPARATE).files().write(project);
    Path elf = ProjectBuilder.build(project, board, ProjectBuilder.Image.SIMULATOR, List.of());
    SimulatorOptions options = SimulatorOptions.defaults().withLine(line).withTimeLimit(Duration.ofMinutes(2));
    try (SimulatorSession session = qemu.start(board, elf, options);
        LearnerClient client = LearnerClient.connect(Transports.open(session.link(), "qemu"), null, LinkTiming.of(session.link()), LinkListener.NONE)) {
      assertThat(client.info().accumulate()).isEqualTo(Accumulate.SEPARATE);
      assertThat(client.info().modelHash()).isEqualTo(hash());
      assertThat(verify(client).difference()).isNull();
    }
  }
}
