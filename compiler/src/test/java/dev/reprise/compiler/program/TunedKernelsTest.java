package dev.reprise.compiler.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    assertThat(chosen("rp_conv_dw_f32_bw_input", depthwise(8, 8, 3, 1, 1, 1, 9, 9))).isEqualTo("rp_conv_dw_f32_bw_input_3x3_vfp");
    assertThat(chosen("rp_conv_dw_f32_bw_input", depthwise(8, 16, 3, 1, 1, 1, 9, 9))).isEqualTo("rp_conv_dw_f32_bw_input");
  }

  @Test
  void depthwiseLayersTakeTheKernelOfTheirWindow() {
    String forward = "rp_conv_dw_f32_fw";
    String input = "rp_conv_dw_f32_bw_input";
    String weight = "rp_conv_dw_f32_bw_weight";
    Map<String, Number> same = depthwise(8, 8, 3, 1, 1, 1, 9, 9);
    assertThat(List.of(chosen(forward, same), chosen(weight, same))).containsExactly("rp_conv_dw_f32_fw_3x3_vfp", "rp_conv_dw_f32_bw_weight_3x3_vfp");
    Map<String, Number> halved = depthwise(8, 8, 3, 2, 1, 1, 18, 18);
    assertThat(List.of(chosen(forward, halved), chosen(input, halved), chosen(weight, halved)))
        .containsExactly("rp_conv_dw_f32_fw_vfp", "rp_conv_dw_f32_bw_input_w3_vfp", "rp_conv_dw_f32_bw_weight_3x3_vfp");
    Map<String, Number> inside = depthwise(8, 8, 3, 1, 1, 0, 9, 9); // inputs at the edges have one tap
    assertThat(List.of(chosen(forward, inside), chosen(input, inside))).containsExactly("rp_conv_dw_f32_fw_3x3_vfp", "rp_conv_dw_f32_bw_input_w3_vfp");
    assertThat(chosen(forward, depthwise(8, 8, 3, 1, 1, 1, 3, 9))).isEqualTo("rp_conv_dw_f32_fw_vfp");
    assertThat(chosen(input, depthwise(8, 8, 3, 1, 2, 2, 9, 9))).isEqualTo("rp_conv_dw_f32_bw_input_vfp");
    assertThat(chosen(weight, depthwise(8, 8, 3, 1, 2, 2, 9, 9))).isEqualTo("rp_conv_dw_f32_bw_weight_vfp");
    assertThat(chosen(weight, depthwise(8, 8, 3, 1, 1, 2, 9, 9))).isEqualTo("rp_conv_dw_f32_bw_weight_vfp");
    assertThat(chosen(input, depthwise(8, 8, 5, 3, 1, 2, 24, 24))).isEqualTo("rp_conv_dw_f32_bw_input_w5_vfp");
    assertThat(chosen(input, depthwise(8, 8, 3, 4, 1, 1, 32, 32))).isEqualTo("rp_conv_dw_f32_bw_input_vfp");
    assertThat(chosen(input, depthwise(8, 8, 3, 2, 1, 1, 6, 6))).isEqualTo("rp_conv_dw_f32_bw_input_vfp"); // three columns of gradients
    assertThat(chosen(input, depthwise(8, 8, 5, 1, 1, 0, 10, 10))).isEqualTo("rp_conv_dw_f32_bw_input_vfp"); // no block has all its taps
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

  private static String chosen(String portable, Map<String, Number> geometry) {
    Call call = new Call(portable, Phase.INPUT_GRADIENT, "dw", List.of(new Argument.Geometry("rp_conv_geometry", geometry)), 1000, null);
    return new TunedKernels(Set.of(Extension.VFP)).choose(call).kernel();
  }

  /** A square window with the same pad all around. */
  private static Map<String, Number> depthwise(int in, int out, int kernel, int stride, int dilation, int pad, int height, int width) {
    Map<String, Number> geometry = new LinkedHashMap<>(Map.of("c_in", in, "c_out", out, "h_in", height, "w_in", width));
    for (String axis : List.of("h", "w")) {
      geometry.put("k_" + axis, kernel);
      geometry.put("stride_" + axis, stride);
      geometry.put("dilation_" + axis, dilation);
      geometry.put(axis + "_out", (geometry.get(axis + "_in").intValue() + 2 * pad - (kernel - 1) * dilation - 1) / stride + 1);
    }
    geometry.put("pad_top", pad);
    geometry.put("pad_left", pad);
    return geometry;
  }

  private static Call linear(int k, int m) {
    Map<String, Number> geometry = Map.of("k", k, "m", m);
    return new Call("rp_linear_f32_fw", Phase.FORWARD, "fc", List.of(new Argument.Geometry("rp_linear_geometry", geometry)), (long) k * m, null);
  }
}
