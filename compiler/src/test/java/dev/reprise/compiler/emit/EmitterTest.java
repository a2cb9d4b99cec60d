package dev.reprise.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.LearnerPlanner;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.models.SmallLearner;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.TiledCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden texts of the emitted C; {@code -Dreprise.update=true} writes them anew. */
class EmitterTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final Path GOLDEN = HOME.resolve("compiler/src/test/resources/dev/reprise/compiler/emit");
  private static final List<String> FILES = List.of("model/rp_model.c", "model/rp_model.h", "model/rp_plan.h", "model/rp_weights.c");

  @ParameterizedTest
  @CsvSource({"8,1,true", "7,2,false", "32,1,false"})
  void emittedTextIsTheGoldenText(int bits, int microBatch, boolean momentum) {
    ProjectFiles files = emit(SmallLearner.model(bits, microBatch, momentum));
    for (String file : FILES) {
      Path golden = GOLDEN.resolve("small-q" + bits + "-m" + microBatch).resolve(file);
      if (Boolean.getBoolean("reprise.update")) {
        write(golden, files.text(file));
      }
      assertThat(golden).as("golden text; -Dreprise.update=true makes it").exists();
      assertThat(golden).content(java.nio.charset.StandardCharsets.UTF_8).isEqualTo(files.text(file));
    }
  }

  @Test
  void sameInputSameBytes() {
    LearnerModel model = SmallLearner.model(7, 1, true);
    Map<String, byte[]> a = emit(model).all();
    Map<String, byte[]> b = emit(model).all();
    assertThat(a.keySet()).isEqualTo(b.keySet());
    a.forEach((name, bytes) -> assertThat(b.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void onlyTheKernelsThatAreUsedAreCopied() {
    assertThat(emit(SmallLearner.model(8, 1, false)).all().keySet())
        .contains("runtime/conv/rp_conv_f32_bw_weight.c", "runtime/linear/rp_linear_f32_fw.c", "runtime/math/rp_exp_f32.c")
        .doesNotContain("runtime/conv_dw/rp_conv_dw_f32_fw.c", "runtime/pool/rp_max_pool_f32_fw.c", "runtime/activation/rp_tanh_f32_fw.c");
  }

  private static ProjectFiles emit(LearnerModel model) {
    Schedule schedule = Schedule.of(model, Set.of());
    Target host = host();
    PlanResult.Fits plan = (PlanResult.Fits) LearnerPlanner.plan(model, schedule, host);
    return new Emitter(HOME).emit(new EmitInput(model, schedule, plan.plan(), TiledCalls.NONE, Set.of(), host, Accumulate.FUSED));
  }

  private static Target host() {
    return new Target(
        "host",
        "a process",
        "host",
        Set.of(),
        List.of(Accumulate.FUSED),
        List.of(),
        0,
        0,
        new Target.Toolchain("", List.of(), List.of(), List.of()),
        Map.of(),
        null,
        null,
        null,
        HOME.resolve("targets/host"));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
