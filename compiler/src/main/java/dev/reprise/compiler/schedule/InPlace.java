package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import java.util.List;
import java.util.Map;

/** Which inputs an output may take the memory of, kernel by kernel ("in place" in the C headers). */
final class InPlace {
  /** Kernel (for Xpulp the portable one's name) to the positions, among its pointer arguments, of the inputs that the output may overwrite. */
  private static final Map<String, List<Integer>> ALLOWED =
      Map.ofEntries(
          Map.entry("rp_relu_f32_fw", List.of(0)),
          Map.entry("rp_relu_f32_bw", List.of(1)),
          Map.entry("rp_leaky_relu_f32_fw", List.of(0)),
          Map.entry("rp_leaky_relu_f32_bw", List.of(1)),
          Map.entry("rp_clip_f32_fw", List.of(0)),
          Map.entry("rp_clip_f32_bw", List.of(1)),
          Map.entry("rp_sigmoid_f32_fw", List.of(0)),
          Map.entry("rp_sigmoid_f32_bw", List.of(1)),
          Map.entry("rp_tanh_f32_fw", List.of(0)),
          Map.entry("rp_tanh_f32_bw", List.of(1)),
          Map.entry("rp_hard_sigmoid_f32_fw", List.of(0)),
          Map.entry("rp_hard_sigmoid_f32_bw", List.of(1)),
          Map.entry("rp_hard_swish_f32_fw", List.of(0)),
          Map.entry("rp_hard_swish_f32_bw", List.of(1)),
          Map.entry("rp_softmax_cross_entropy_f32", List.of(0)),
          Map.entry("rp_add_u8", List.of(0, 1)),
          Map.entry("rp_add_u8_dsp", List.of(0, 1)),
          Map.entry("rp_add_u8_xpulp", List.of(0, 1)),
          Map.entry("rp_table_u8", List.of(1)));

  private InPlace() {}

  /** The inputs of {@code call} that its output may overwrite, best first. */
  static List<Buffer> candidates(Call call) {
    List<Buffer> pointers =
        call.arguments().stream().filter(Argument.Pointer.class::isInstance).map(a -> ((Argument.Pointer) a).buffer()).toList();
    return ALLOWED.getOrDefault(call.kernel().replaceFirst("_xpulp$", ""), List.of()).stream().map(pointers::get).toList();
  }
}
