package dev.reprise.compiler.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TunedKernelsTest {
  private static final Path SOURCES = CompiledNetwork.HOME.resolve("runtime-c/src");

  /** Kernels of the frozen stage are chosen elsewhere; products and what learners call directly are no kernels of a layer. */
  private static boolean isKernelOfTheAdaptiveStage(String name) {
    return name.contains("_f32_") && !name.contains("gather") && !name.matches("rp_(sgd|latent)_.*");
  }

  @Test
  void everyTunedKernelHasASourceAndEverySourceAnEntry() throws IOException {
    Set<String> sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources =
          files
              .filter(f -> Set.of("arm", "xpulp").contains(f.getParent().getFileName().toString()))
              .map(f -> f.getFileName().toString().replaceFirst("\\.c$", ""))
              .filter(TunedKernelsTest::isKernelOfTheAdaptiveStage)
              .collect(Collectors.toSet());
    }
    assertThat(TunedKernels.entries().stream().map(TunedKernels.Entry::kernel)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sources);
  }

  @Test
  void aCallKeepsEverythingButItsKernel() {
    Call call = linear(64, 10);
    Call chosen = new TunedKernels(Set.of(Extension.DSP, Extension.VFP)).choose(call);
    assertThat(chosen).isEqualTo(new Call("rp_linear_f32_fw_vfp", call.phase(), call.node(), call.arguments(), call.macs(), null));
  }

  @Test
  void portableWithoutTheExtensionAndWhereSmall() {
    assertThat(new TunedKernels(Set.of()).choose(linear(64, 10)).kernel()).isEqualTo("rp_linear_f32_fw");
    assertThat(new TunedKernels(Set.of(Extension.XPULP)).choose(linear(12, 10)).kernel()).isEqualTo("rp_linear_f32_fw");
    assertThat(new TunedKernels(Set.of(Extension.VFP)).choose(linear(3, 2)).kernel()).isEqualTo("rp_linear_f32_fw");
  }

  @Test
  void theDepthwiseInputGradientIsTunedForOneOutputOfEachInput() {
    TunedKernels tuned = new TunedKernels(Set.of(Extension.VFP));
    assertThat(tuned.choose(depthwise(8, 8)).kernel()).isEqualTo("rp_conv_dw_f32_bw_input_vfp");
    assertThat(tuned.choose(depthwise(8, 16)).kernel()).isEqualTo("rp_conv_dw_f32_bw_input");
  }

  @Test
  void kernelsForXpulpAreSharedByTheTeam() {
    Call call = linear(64, 10);
    Call chosen = new TunedKernels(Set.of(Extension.XPULP)).choose(call);
    assertThat(chosen.kernel()).isEqualTo("rp_linear_f32_fw_xpulp");
    assertThat(chosen.shared()).isTrue();
    assertThat(chosen.arguments()).startsWith(new Argument.Share()).endsWith(call.arguments().toArray(Argument[]::new));
    assertThat(call.shared()).isFalse();
  }

  private static Call depthwise(int in, int out) {
    Map<String, Number> geometry = Map.of("c_in", in, "c_out", out);
    return new Call("rp_conv_dw_f32_bw_input", Phase.INPUT_GRADIENT, "dw", List.of(new Argument.Geometry("rp_conv_geometry", geometry)), 1000, null);
  }

  private static Call linear(int k, int m) {
    Map<String, Number> geometry = Map.of("k", k, "m", m);
    return new Call("rp_linear_f32_fw", Phase.FORWARD, "fc", List.of(new Argument.Geometry("rp_linear_geometry", geometry)), (long) k * m, null);
  }
}
