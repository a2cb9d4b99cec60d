package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.verify.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Emitted learners train without an access outside their memory and without undefined behaviour. */
class SanitizerTest {
  private static final List<String> FLAGS = List.of("-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
  private static final int NEW = 5;
  private static final int SAMPLES = 20;

  @TempDir private Path folder;

  @ParameterizedTest(name = "network {0}")
  @ValueSource(longs = {0, 3, 5})
  void randomNetworksRunClean(long seed) {
    assertClean(CompiledNetwork.random(seed, host(), Accumulate.SEPARATE));
  }

  @ParameterizedTest(name = "network {0} with kernels for DSP instructions")
  @ValueSource(longs = {1, 2, 4})
  void dspKernelsRunClean(long seed) {
    assertClean(CompiledNetwork.random(seed, Rig.hostWithDsp(), Accumulate.SEPARATE));
  }

  @Test
  void residualModelRunsClean() {
    FrontEnd front = FrontEnd.read(CompiledNetwork.HOME.resolve("test-vectors/models/residual.onnx"), Map.of());
    LearnerSettings settings = LearnerSettings.defaults().withSplit("/Relu_output_0").withLatentBits(7).withSlots(6).withEvents(NEW, 3).withMicroBatch(2);
    assertClean(CompiledNetwork.compile(front, "residual", settings, host(), Accumulate.FUSED));
  }

  /** The sanitizers are really linked: a read behind an array, harmless without them, ends the learner. */
  @Test
  void anAccessOutsideIsFound() throws IOException {
    Compiled compiled = CompiledNetwork.random(3, host(), Accumulate.SEPARATE);
    compiled.files().write(folder);
    Path source = folder.resolve("runtime/learner/rp_random.c");
    String text = Files.readString(source);
    String body = "\n{\n";
    assertThat(text).contains(body);
    String read = "static volatile int two[2]; volatile int at = 2; (void)two[at];";
    Files.writeString(source, text.replaceFirst(body.replace("{", "\\{"), "\n{\n" + read + "\n"));
    assertThatThrownBy(() -> verify(compiled)).hasMessageContaining("RP18");
  }

  private void assertClean(Compiled compiled) {
    compiled.files().write(folder);
    VerifyResult result = verify(compiled);
    assertThat(result.difference()).isNull();
    assertThat(result.steps()).isPositive();
  }

  private VerifyResult verify(Compiled compiled) {
    return Rig.verifyProject(compiled.model(), host(), folder, Rig.oneEvent(compiled.model(), NEW), SAMPLES, FLAGS);
  }

  private static Target host() {
    return Rig.TARGETS.get("host");
  }
}
