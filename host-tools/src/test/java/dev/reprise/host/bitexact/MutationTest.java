package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.verify.Difference;
import dev.reprise.host.verify.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verification can fail: each wrong change to a copy of the C code is found, with the tensor and the element where it first shows. */
class MutationTest {
  /** Networks that are tried until one reaches the changed expression. */
  private static final int NETWORKS = 120;
  private static final int TRIES = 8;
  private static final int NEW_SAMPLES = 6;

  @TempDir private Path folder;

  static Stream<Mutation> mutations() {
    return Stream.of(
        // rounding of the integer stage and of latents
        Mutation.of("requantize floors", "include/rp_kernels_s8.h", "((int32_t)1 << (q.r - 1))", "0"),
        Mutation.of("add_u8 floors", "runtime/elementwise/rp_add_u8.c", "scaled + half", "scaled"),
        Mutation.of("latents are cut off", "runtime/latent/rp_latent_pack.c", "+ 255u", "+ 0u"),
        Mutation.of("dequantization with another scale", "runtime/latent/rp_latent_unpack_f32.c", "* scale + offset", "* (scale * 1.0000001f) + offset"),
        // accumulation
        Mutation.of("multiply-accumulate rounds twice", "include/rp_numeric.h", "__builtin_fmaf(a, b, acc)", "acc + a * b"),
        Mutation.of("linear sums backwards", "runtime/internal/rp_matmul.h", "int32_t k = 0; k < depth; k++", "int32_t k = depth - 1; k >= 0; k--"),
        Mutation.of("convolution sums rows backwards", "runtime/internal/rp_window_sums.h", "int32_t j = 0; j < box.rows; j++", "int32_t j = box.rows - 1; j >= 0; j--"),
        Mutation.of("bias gradient sums backwards", "runtime/linear/rp_linear_f32_bw_weight.c", "int32_t row = 0; row < rows; row++", "int32_t row = rows - 1; row >= 0; row--"),
        // operators
        Mutation.of("ReLU passes gradient at 0", "runtime/internal/rp_activations.h", "rp_bits_of(y) - 1u < 0x7f800000u", "rp_bits_of(y) < 0x7f800000u"),
        Mutation.of("Clip passes gradient at its bound", "runtime/internal/rp_activations.h", "y > lo", "y >= lo"),
        Mutation.of("sigmoid gradient in another order", "runtime/internal/rp_activations.h", "dy * (y * (1.0f - y))", "(dy * y) * (1.0f - y)"),
        Mutation.of("tanh gradient by the third binomial formula", "runtime/internal/rp_activations.h", "(1.0f - y * y)", "((1.0f - y) * (1.0f + y))"),
        Mutation.of("HardSwish slope off by one bit", "runtime/internal/rp_activations.h", "0x1.555556p-2f", "0x1.555554p-2f"),
        Mutation.of("max pool ties go to the last", "runtime/internal/rp_max_tap.h", "x > m", "x >= m"),
        Mutation.of("average pool divides", "runtime/pool/rp_average_pool_f32_fw.c", "acc * (1.0f / (float)count)", "acc / (float)count"),
        Mutation.of("exp with another coefficient", "runtime/math/rp_exp_f32.c", "1.6666665e-1f", "1.6666667e-1f"),
        Mutation.of("loss gradient scales before it subtracts", "runtime/softmax/rp_softmax_cross_entropy_f32.c", "(p - target) * inv_batch", "p * inv_batch - target * inv_batch"),
        Mutation.ofValue("logarithm with another coefficient", "runtime/math/rp_log_f32.c", "0.693359375f", "0.6933594f + 0x1p-24f"),
        // optimiser
        Mutation.of("momentum step with another rate", "runtime/internal/rp_sgd_steps.h", "*w - lr * *v", "*w - lr * 1.0000001f * *v"),
        Mutation.of("Nesterov distributes the rate", "runtime/internal/rp_sgd_steps.h", "lr * (gradient + mu * *v)", "(lr * gradient + lr * mu * *v)"),
        Mutation.of("weight decay of the double precision product", "runtime/internal/rp_sgd_steps.h", "g + wd * w", "(float)((double)g + (double)wd * (double)w)"),
        Mutation.ofValue("cosine schedule one step late", "runtime/learner/rp_schedule.c", "(float)step / (float)steps", "(float)(step + 1) / (float)steps"),
        // learner
        Mutation.of("another random stream", "runtime/learner/rp_random.c", "6364136223846793005", "6364136223846793009"),
        Mutation.ofValue("replaces as if the fill had not counted", "runtime/policy/rp_policy_random.c", "replay->slots / (event + 1)", "replay->slots / event"));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void isFound(Mutation mutation) throws IOException {
    Target host = Rig.TARGETS.get("host");
    int tried = 0;
    for (int seed = 0; seed < NETWORKS && tried < TRIES; seed++) {
      Compiled compiled = CompiledNetwork.random(seed, host, Accumulate.FUSED);
      if (!compiled.files().all().containsKey(mutation.file())) {
        continue;
      }
      tried++;
      Path project = folder.resolve("net" + seed);
      compiled.files().write(project);
      change(project.resolve(mutation.file()), mutation);
      VerifyResult result = run(compiled.model(), host, project);
      if (!result.equal()) {
        Difference found = result.cases().get(result.cases().size() - 1).difference();
        assertThat(found.tensor()).isNotBlank();
        assertThat(found.expected()).isNotEqualTo(found.actual());
        if (mutation.element()) {
          assertThat(found.element()).as(found.toString()).isNotNegative();
        }
        return;
      }
    }
    throw new AssertionError("'" + mutation.what() + "' was not found by " + tried + " networks");
  }

  @Test
  void thereAreEnough() {
    assertThat(mutations()).hasSizeGreaterThanOrEqualTo(24);
  }

  private static VerifyResult run(LearnerModel model, Target host, Path project) {
    return Rig.verifyProject(model, host, project, Rig.oneEvent(model, NEW_SAMPLES), 20, List.of("-O0", "-g0", "-Wno-error"));
  }

  private static void change(Path file, Mutation mutation) throws IOException {
    String text = Files.readString(file);
    assertThat(text).as("the text that the mutation changes").contains(mutation.from());
    Files.writeString(file, text.replace(mutation.from(), mutation.to()));
  }
}
