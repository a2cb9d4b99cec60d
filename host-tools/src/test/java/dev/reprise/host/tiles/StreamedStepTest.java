package dev.reprise.host.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.MobileNetV1;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.bitexact.Rig;
import dev.reprise.simulators.Programs;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.ProfilePlace;
import dev.reprise.host.link.LearnerClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training step of what is behind LR point 23 of MobileNet-V1 at 128x128 (blocks conv5_6 and conv6 and the classifier), weights and gradients streamed from L3 at a byte a cycle, on the
 * built-in simulator: multiply-accumulates per cycle of a whole minibatch, update included. By default a quarter of the channels; {@code -Dreprise.whole=true} takes all, for several minutes.
 */
class StreamedStepTest {
  private static final int NEW = 1;

  @TempDir private Path folder;

  @Test
  void weightsFromL3FeedTheTeam() {
    assumeTrue(Programs.find("clang-19").isPresent(), "clang-19 is not installed");
    boolean whole = Boolean.getBoolean("reprise.whole");
    Target board = Rig.TARGETS.get("vega-hyperram");
    double rate = whole ? step(1.0, 2, 15, board) : step(0.25, 4, 7, withL2(board, 800 << 10));
    assertThat(rate).as("MAC/cycle").isGreaterThanOrEqualTo(whole ? 2.8 : 2.2);
  }

  private double step(double width, int microBatch, int replayed, Target target) {
    TrainingConfig training = new TrainingConfig(5, 1, NEW, replayed, 0.01f, 0f, false, 0f, Schedule.CONSTANT, 0.5f, 2, 0.001f);
    LearnerSettings settings =
        LearnerSettings.defaults().withSplit("front/relu_output").withSlots(375).withEvents(8, 1).withMicroBatch(microBatch).withMomentum(false).withTraining(training);
    FrontEnd network = FrontEnd.of(MobileNetV1.tail("conv5_6", 4, 8, width, 50, 1));
    Compiled compiled = CompiledNetwork.compile(network, "step", settings, target, Accumulate.FUSED);
    assertThat(compiled.report().memory().in("l3")).extracting(MemoryReport.Entry::purpose).contains(Purpose.WEIGHTS, Purpose.GRADIENTS);
    compiled.files().write(folder);
    Path elf = Rig.build(target, folder, List.of("-DRP_PROFILE"));
    long cycles = Rig.on(compiled.model(), target, elf, client -> train(client, compiled));
    long macs = (NEW + replayed) * (compiled.report().learner().adaptiveForwardMacs() + compiled.report().learner().adaptiveBackwardMacs());
    System.out.println(String.format(Locale.ROOT, "minibatch of %d: %d MAC, %d cycles, %.2f MAC/cycle", NEW + replayed, macs, cycles, (double) macs / cycles));
    return (double) macs / cycles;
  }

  /** Cycles of the controller in one minibatch, all but the link's. */
  private static long train(LearnerClient client, Compiled compiled) {
    LearnerDevice device = client;
    byte[] sample = new byte[device.info().inputBytes()];
    for (int label = 0; label < 2; label++) {
      sample[label] = (byte) 200;
      device.fill(sample, label);
    }
    device.eventBegin(NEW);
    device.eventAdd(0, 2, sample);
    device.profileStart();
    device.train();
    long cycles = 0;
    int calls = compiled.report().calls().size();
    for (int place = 0; place < calls + ProfilePlace.values().length; place++) {
      boolean link = place == calls + ProfilePlace.LINK.ordinal() || place == calls + ProfilePlace.LINE.ordinal();
      cycles += link ? 0 : device.profile(place).cycles();
    }
    return cycles;
  }

  /** As {@code t}, with so many bytes of RAM. */
  private static Target withL2(Target t, long bytes) {
    List<MemoryRegion> memories =
        t.memories().stream().map(m -> m.name().equals("l2") ? new MemoryRegion(m.name(), m.kind(), m.origin(), bytes, m.simulatorOrigin()) : m).toList();
    return new Target(
        t.name(), t.description(), t.core(), t.extensions(), t.accumulate(), memories, t.reservedRam(), t.clockHz(), t.toolchain(), t.simulators(), t.storage(), t.standIn(), t.probe(),
        t.cluster(), t.folder());
  }
}
