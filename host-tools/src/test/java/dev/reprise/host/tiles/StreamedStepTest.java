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
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.bitexact.Rig;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.ProfilePlace;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MobileNet-V1 at 128x128, split at LR point 23, on {@code vega-hyperram}: frozen constants, weights and gradients stream from L3 at a byte a cycle. A training step, frozen inference of a new sample included, has the
 * golden executor's bits; then multiply-accumulates per cycle of the training of a whole minibatch, update included, are counted on the built-in simulator. By default a quarter of the channels;
 * {@code -Dreprise.whole=true} takes all, for several minutes.
 */
class StreamedStepTest {
  private static final int NEW = 1;
  private static final int FILLED = 2;
  private static final int VERIFIED_REPLAY = 3;

  @TempDir private Path folder;

  @Test
  void constantsAndWeightsFromL3FeedTheTeam() throws Exception {
    assumeTrue(Programs.find("clang-19").isPresent(), "clang-19 is not installed");
    boolean whole = Boolean.getBoolean("reprise.whole");
    Target board = Rig.TARGETS.get("vega-hyperram");
    double rate = whole ? step(1.0, 2, 15, board) : step(0.25, 4, 7, withL2(board, 800 << 10));
    assertThat(rate).as("MAC/cycle").isGreaterThanOrEqualTo(whole ? 2.8 : 2.2);
  }

  private double step(double width, int microBatch, int replayed, Target target) throws Exception {
    LearnerSettings settings =
        LearnerSettings.defaults().withSplit("conv5_6/dw/relu").withSlots(375).withEvents(8, 1).withMicroBatch(microBatch).withMomentum(false).withTraining(training(replayed));
    Compiled compiled = CompiledNetwork.compile(FrontEnd.of(MobileNetV1.build(width, 128, 50, true, 1)), "step", settings, target, Accumulate.FUSED);
    assertThat(compiled.report().memory().in("l3")).extracting(MemoryReport.Entry::purpose).contains(Purpose.WEIGHTS, Purpose.GRADIENTS);
    assertThat(compiled.report().constants().inL3()).as("constants of the frozen stage in L3").filteredOn(c -> c.comes().equals("in tiles")).isNotEmpty();
    compiled.files().write(folder);
    Path elf = Rig.build(target, folder, List.of("-DRP_PROFILE"));
    CodedDataset data = Rig.noise(compiled.model(), FILLED + NEW);
    try (ClusterRun run = new ClusterRun(target, compiled.model(), elf)) {
      EventPlan plan = new EventPlan(Rig.range(0, FILLED), List.of(new EventPlan.Event("event", Rig.range(FILLED, FILLED + NEW))));
      LearnSettings few = new LearnSettings(training(VERIFIED_REPLAY), compiled.model().policy(), compiled.model().slots(), false);
      VerifyResult result = Verification.run(compiled.model(), run.client(), plan, few, data, null, LearnListener.NONE);
      assertThat(result.equal()).as("%s", result.cases().get(result.cases().size() - 1).difference()).isTrue();
      assertThat(result.steps()).isEqualTo(1);
      run.client().configure(training(replayed), compiled.model().policy(), compiled.model().slots());
      return measure(run.client(), compiled, data.codes(FILLED), replayed);
    }
  }

  private static TrainingConfig training(int replayed) {
    return new TrainingConfig(5, 1, NEW, replayed, 0.01f, 0f, false, 0f, Schedule.CONSTANT, 0.5f, 2, 0.001f);
  }

  private static double measure(LearnerDevice device, Compiled compiled, byte[] sample, int replayed) {
    CompileReport report = compiled.report();
    device.profileStart();
    device.eventBegin(NEW);
    device.eventAdd(0, 2, sample);
    long frozen = cycles(device, report);
    device.profileStart();
    device.train();
    long cycles = cycles(device, report);
    long macs = (NEW + replayed) * (report.learner().adaptiveForwardMacs() + report.learner().adaptiveBackwardMacs());
    System.out.println(
        String.format(
            Locale.ROOT, "a latent: %d MAC, %d cycles; minibatch of %d: %d MAC, %d cycles, %.2f MAC/cycle", report.learner().frozenMacs(), frozen, NEW + replayed, macs, cycles,
            (double) macs / cycles));
    return (double) macs / cycles;
  }

  /** Cycles of the controller, all but the link's. */
  private static long cycles(LearnerDevice device, CompileReport report) {
    long cycles = 0;
    int calls = report.calls().size();
    for (int place = 0; place < calls + ProfilePlace.values().length; place++) {
      boolean outside = place >= calls && List.of(ProfilePlace.LINK, ProfilePlace.LINE, ProfilePlace.OUTSIDE).contains(ProfilePlace.values()[place - calls]);
      cycles += outside ? 0 : device.profile(place).cycles();
    }
    return cycles;
  }

  /** As {@code t}, with so many bytes of RAM. */
  private static Target withL2(Target t, long bytes) {
    return t.with(t.memories().stream().map(m -> m.name().equals("l2") ? m.withSize(bytes) : m).toList(), t.cluster());
  }
}
