package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.verify.VerifyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of real structure train more than fifty steps with momentum: golden executor = host = Cortex-M4F = Cortex-M7 = RV32. */
class BoardLockstepTest {
  private static final int SLOTS = 8;
  private static final int NEW = 7;

  /** All but one: that one is asked for again in every epoch. An emulated line takes longer for a sample than its core does for a step. */
  private static final int EVENT_LATENTS = NEW - 1;
  private static final int SAMPLES = SLOTS + 2 * NEW;
  private static final int TESTED = 1;

  /** With one new sample to a minibatch, two events make 2 * 4 * 7 = 56 steps. */
  private static final int EPOCHS = 4;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, micro-batch {2}, {3} bits")
  @CsvSource({
    "residual, 4, 1, 8, rp_add_f32_fw rp_max_pool_f32_bw rp_average_pool_f32_bw rp_concat_f32_bw",
    "residual, 4, 3, 7, rp_add_f32_fw rp_max_pool_f32_bw rp_average_pool_f32_bw rp_concat_f32_bw",
    "mobile, 5, 3, 8, rp_add_f32_fw",
    "conv1d, 2, 1, 7, rp_max_pool_f32_bw rp_average_pool_f32_bw"
  })
  void allTrainTheSameBits(String name, String split, int microBatch, int bits, String kernels) {
    Stream.of(Accumulate.values()).parallel().forEach(accumulate -> {
      List<String> targets = accumulate == Accumulate.FUSED ? List.of("host", "mps2-an500", "riscv-virt") : List.of("host", "mps2-an386");
      for (String target : targets) {
        Target t = Rig.TARGETS.get(target);
        Compiled compiled = compile(name, split, microBatch, bits, t, accumulate);
        Set<String> used = compiled.schedule().calls().stream().map(BoardLockstepTest::function).collect(Collectors.toSet());
        assertThat(used).contains(kernels.split(" "));
        VerifyResult result = Rig.verifyAndInfer(compiled, t, folder.resolve(target + accumulate), plan(), SAMPLES, TESTED);
        assertThat(result.difference()).as(target).isNull();
        assertThat(result.steps()).as(target).isGreaterThanOrEqualTo(50);
      }
    });
  }

  /** What a call computes, whether its kernel is tuned for the core or portable. */
  private static String function(Call call) {
    return call.kernel().replaceFirst("_vfp$", "");
  }

  private static Compiled compile(String name, String split, int microBatch, int bits, Target target, Accumulate accumulate) {
    TrainingConfig training = new TrainingConfig(5, EPOCHS, 1, 2, 0.02f, 0.9f, false, 1e-4f, Schedule.COSINE, 0.1f, 100, 0.001f);
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withSplit(split)
            .withLatentBits(bits)
            .withSlots(SLOTS)
            .withEvents(NEW, EVENT_LATENTS)
            .withMicroBatch(microBatch)
            .withPolicy(Policy.RANDOM)
            .withTraining(training);
    FrontEnd front = FrontEnd.read(CompiledNetwork.HOME.resolve("test-vectors/models/" + name + ".onnx"), Map.of());
    return CompiledNetwork.compile(front, name, settings, target, accumulate);
  }

  private static EventPlan plan() {
    return new EventPlan(
        Rig.range(0, SLOTS),
        List.of(new EventPlan.Event("first", Rig.range(SLOTS, SLOTS + NEW)), new EventPlan.Event("second", Rig.range(SLOTS + NEW, SAMPLES))));
  }
}
