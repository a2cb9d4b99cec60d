package dev.reprise.compiler.program;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which calls run a tuned kernel instead of the portable one. A tuned kernel {@code <portable>_<extension>} has the prototype, the layouts and the bits of
 * its portable kernel; where it runs is decided call by call.
 */
public final class TunedKernels {
  /**
   * A tuned kernel.
   *
   * @param portable name of the kernel that it stands in for
   * @param extension that a core must have
   * @param pays whether it is the cheaper one for a call
   */
  public record Entry(String portable, Extension extension, Predicate<Call> pays) {
    /** Its C function. */
    public String kernel() {
      return portable + "_" + extension.lowerCase();
    }
  }

  /** With fewer multiply-accumulates per sample the call and the edges of its blocks cost more than the blocks save, and the code is spared. */
  private static final long LEAST_MACS = 64;

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("rp_conv_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_f32_bw_input", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_dw_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_dw_f32_bw_input", Extension.VFP, c -> enoughMacs(c) && oneOutputForEachInput(c)),
          new Entry("rp_conv_dw_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_pw_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_pw_f32_bw_input", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_pw_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_linear_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_linear_f32_bw_input", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_linear_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs));

  private static final Map<String, Entry> BY_PORTABLE = ENTRIES.stream().collect(Collectors.toUnmodifiableMap(Entry::portable, Function.identity()));

  private final Set<Extension> extensions;

  /** @param extensions of the core that the calls are for */
  public TunedKernels(Set<Extension> extensions) {
    this.extensions = Set.copyOf(extensions);
  }

  /** All tuned kernels of the adaptive stage. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** {@code call}, or the same call of the tuned kernel where the core has one and it pays. */
  public Call choose(Call call) {
    Entry entry = BY_PORTABLE.get(call.kernel());
    if (entry == null || !extensions.contains(entry.extension()) || !entry.pays().test(call)) {
      return call;
    }
    return new Call(entry.kernel(), call.phase(), call.node(), call.arguments(), call.macs(), call.estimate());
  }

  private static boolean enoughMacs(Call call) {
    return call.macs() >= LEAST_MACS;
  }

  /** Whether a depthwise convolution has one output channel for each input channel. */
  private static boolean oneOutputForEachInput(Call call) {
    return call.arguments().stream()
        .filter(Argument.Geometry.class::isInstance)
        .map(a -> ((Argument.Geometry) a).members())
        .allMatch(g -> g.get("c_out").equals(g.get("c_in")));
  }
}
