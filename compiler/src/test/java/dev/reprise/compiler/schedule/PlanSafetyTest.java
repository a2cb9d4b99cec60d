package dev.reprise.compiler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.LearnerPlanner;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.RandomLearner;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Extension;
import dev.reprise.compiler.target.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Plays the calls of random learners over their memory plan, marking each byte with the buffer that last wrote it: a call may only read what was written for it.
 * This knows nothing of lifetimes or of what may happen in place.
 */
class PlanSafetyTest {
  private static final int NETWORKS = 200;
  private static final int TUNED_NETWORKS = 60;
  private static final Target HOST = target(Set.of());

  private static Target target(Set<Extension> extensions) {
    Target.Toolchain none = new Target.Toolchain("", List.of(), List.of(), List.of());
    return new Target("host", "", "host", extensions, List.of(Accumulate.FUSED), List.of(), 0, 0, none, Map.of(), null, null, null, Path.of("."));
  }

  @Test
  void everyReadSeesWhatWasWrittenForIt() {
    Set<String> kernels = new TreeSet<>();
    int reads = 0;
    for (int seed = 0; seed < NETWORKS; seed++) {
      LearnerModel model = RandomLearner.generate(seed, 1 + seed % 3);
      Schedule schedule = Schedule.of(model, Set.of());
      MemoryPlan plan = ((PlanResult.Fits) LearnerPlanner.plan(model, schedule, HOST)).plan();
      reads += new Player(model, schedule, plan).play();
      schedule.calls().forEach(c -> kernels.add(c.kernel()));
    }
    assertThat(reads).isGreaterThan(5000);
    // the generator must reach the kernels that matter; one that falls out of reach is a weaker test
    assertThat(kernels)
        .contains(
            "rp_conv_f32_bw_input", "rp_conv_dw_f32_bw_weight", "rp_conv_pw_f32_fw", "rp_max_pool_f32_bw", "rp_average_pool_f32_bw",
            "rp_linear_f32_bw_input", "rp_accumulate_f32", "rp_add_f32_bw", "rp_mul_f32_bw", "rp_div_f32_bw_a", "rp_concat_f32_bw",
            "rp_pad_f32_bw", "rp_transpose_f32", "rp_softmax_f32_bw", "rp_log_softmax_f32_bw",
            "rp_leaky_relu_f32_bw", "rp_clip_f32_bw", "rp_sigmoid_f32_bw", "rp_tanh_f32_bw", "rp_hard_sigmoid_f32_bw",
            "rp_hard_swish_f32_bw", "rp_relu_f32_bw");
  }

  /** The same for both stages on a core with tuned kernels, whose scratch must lie apart from all that the call touches. */
  @Test
  void tunedKernelsAndTheirScratchAreSafe() {
    Target core = target(Set.of(Extension.DSP, Extension.VFP));
    Set<String> kernels = new TreeSet<>();
    int reads = 0;
    int scratches = 0;
    int networks = 0;
    for (; networks < TUNED_NETWORKS; networks++) {
      Compiled compiled = CompiledNetwork.random(networks, core, Accumulate.SEPARATE);
      MemoryPlan plan = ((PlanResult.Fits) LearnerPlanner.plan(compiled.model(), compiled.schedule(), core)).plan();
      Player player = new Player(compiled.model(), compiled.schedule(), plan);
      player.playFrozen();
      reads += player.play();
      scratches += player.scratches;
      compiled.schedule().calls().forEach(c -> kernels.add(c.kernel()));
    }
    assertThat(networks).isEqualTo(TUNED_NETWORKS);
    assertThat(reads).isGreaterThan(1000);
    assertThat(scratches).isGreaterThan(20);
    assertThat(kernels).contains("rp_conv_s8_dsp", "rp_conv_dw_s8_dsp", "rp_conv_pw_s8_dsp", "rp_transpose_u8");
  }

  private static final class Player {
    private final LearnerModel model;
    private final Schedule schedule;
    private final Map<Buffer, long[]> extents = new HashMap<>();
    private final Buffer[] owner;
    private int reads;
    private int scratches;

    Player(LearnerModel model, Schedule schedule, MemoryPlan plan) {
      this.model = model;
      this.schedule = schedule;
      Map<String, Long> offsets = new HashMap<>();
      plan.placements().forEach(p -> offsets.put(p.item().name(), p.offset()));
      for (Storage s : schedule.storages()) {
        s.buffers().forEach(b -> place(b, offsets.get(s.name())));
      }
      schedule.adaptive().trainables().forEach(t -> t.buffers().forEach(b -> place(b, offsets.get(b.name()))));
      owner = new Buffer[Math.toIntExact(plan.peak().get(LearnerPlanner.UNLIMITED))];
    }

    private void place(Buffer b, long offset) {
      extents.put(b, new long[] {offset, offset + b.bytes(model.microBatch())});
    }

    /** From the sample to its codes, which must still stand when they are packed. */
    private void playFrozen() {
      write(schedule.frozen().input());
      schedule.frozen().calls().forEach(this::play);
      read(schedule.frozen().output(), "the packing of the latent");
    }

    private int play() {
      schedule.adaptive().trainables().forEach(t -> t.buffers().forEach(this::write));
      write(schedule.adaptive().latent());
      schedule.adaptive().forward().forEach(this::play);
      play(schedule.adaptive().loss());
      schedule.adaptive().backward().forEach(this::play);
      schedule.adaptive().trainables().forEach(t -> t.buffers().forEach(b -> read(b, "the update")));
      return reads;
    }

    private void play(Call call) {
      String by = call.kernel() + " of " + call.node();
      Set<Buffer> written = new HashSet<>();
      Set<Buffer> scratch = new HashSet<>();
      for (Argument a : call.arguments()) {
        if (a instanceof Argument.Pointer p && p.buffer().kind() != Buffer.Kind.CONSTANT) {
          if (p.access() == Argument.Access.SCRATCH) {
            scratch.add(p.buffer());
          } else if (p.access() != Argument.Access.WRITE) {
            read(p.buffer(), by);
          }
          if (p.access() == Argument.Access.WRITE || p.access() == Argument.Access.READ_WRITE) {
            written.add(p.buffer());
          }
        }
      }
      scratch.forEach(this::write);
      call.arguments().stream()
          .filter(a -> a instanceof Argument.Pointer p && p.access() == Argument.Access.READ && p.buffer().kind() != Buffer.Kind.CONSTANT)
          .forEach(a -> read(((Argument.Pointer) a).buffer(), by + " beside its scratch"));
      written.forEach(this::write);
      scratch.forEach(b -> read(b, by + " as scratch"));
      scratches += scratch.size();
    }

    private void write(Buffer b) {
      Arrays.fill(owner, (int) extents.get(b)[0], (int) extents.get(b)[1], b);
    }

    private void read(Buffer b, String by) {
      for (long i = extents.get(b)[0]; i < extents.get(b)[1]; i++) {
        Buffer found = owner[(int) i];
        if (found != b) {
          throw new AssertionError(model.name() + ": " + by + " reads " + b.name() + " where " + (found == null ? "nothing" : found.name()) + " lies");
        }
      }
      reads++;
    }
  }
}
