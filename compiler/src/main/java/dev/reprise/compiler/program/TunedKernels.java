package dev.reprise.compiler.program;

import dev.reprise.compiler.target.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which calls run a tuned kernel instead of the portable one. A tuned kernel {@code <portable>_<extension>} has the prototype, the layouts and the bits of
 * its portable kernel; where it runs is decided call by call. Kernels for Xpulp take the core's share of the work before all else.
 */
public final class TunedKernels {
  /**
   * A tuned kernel.
   *
   * @param portable name of the kernel that it stands in for
   * @param variant which calls it is made for, as part of its name; empty where for all
   * @param extension that a core must have
   * @param pays whether it can be called and is the cheaper one
   */
  public record Entry(String portable, String variant, Extension extension, Predicate<Call> pays) {
    Entry(String portable, Extension extension, Predicate<Call> pays) {
      this(portable, "", extension, pays);
    }

    /** Its C function. */
    public String kernel() {
      return portable + (variant.isEmpty() ? "" : "_" + variant) + "_" + extension.lowerCase();
    }
  }

  /** With fewer multiply-accumulates per sample the call and the edges of its blocks cost more than the blocks save, and the code is spared. */
  private static final long LEAST_MACS = 64;

  /** A fork and its barriers cost a cluster about as much as one core takes for so many multiply-accumulates on data in L2. */
  private static final long LEAST_MACS_OF_A_TEAM = 128;

  /** The same in elements of kernels that do without products, for which it holds of the blocks of an FPU as well. */
  private static final long LEAST_ELEMENTS = 16;

  /** Rows of a kernel that {@code rp_xpulp_gather.h} has tables for. */
  private static final int MOST_KERNEL_ROWS = 16;

  /** Of several that can be called the first one is. */
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("rp_conv_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_f32_bw_input", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_dw_f32_fw", "3x3", Extension.VFP, c -> enoughMacs(c) && threeByThree(c, ThreeByThree::fitsForward)),
          new Entry("rp_conv_dw_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_dw_f32_bw_input", "3x3", Extension.VFP, c -> enoughMacs(c) && threeByThree(c, ThreeByThree::fitsInputGradient)),
          new Entry("rp_conv_dw_f32_bw_input", "w2", Extension.VFP, c -> enoughMacs(c) && phaseBlocksFit(c, 2)),
          new Entry("rp_conv_dw_f32_bw_input", "w3", Extension.VFP, c -> enoughMacs(c) && phaseBlocksFit(c, 3)),
          new Entry("rp_conv_dw_f32_bw_input", "w4", Extension.VFP, c -> enoughMacs(c) && phaseBlocksFit(c, 4)),
          new Entry("rp_conv_dw_f32_bw_input", "w5", Extension.VFP, c -> enoughMacs(c) && phaseBlocksFit(c, 5)),
          new Entry("rp_conv_dw_f32_bw_input", Extension.VFP, c -> enoughMacs(c) && oneOutputForEachInput(c)),
          new Entry("rp_conv_dw_f32_bw_weight", "3x3", Extension.VFP, c -> enoughMacs(c) && threeByThree(c, ThreeByThree::fitsWeightGradient)),
          new Entry("rp_conv_dw_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_pw_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_pw_f32_bw_input", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_conv_pw_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_linear_f32_fw", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_linear_f32_bw_input", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_linear_f32_bw_weight", Extension.VFP, TunedKernels::enoughMacs),
          new Entry("rp_relu_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_relu_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_leaky_relu_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_leaky_relu_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_clip_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_clip_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_sigmoid_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_tanh_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_hard_sigmoid_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_hard_sigmoid_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_hard_swish_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_hard_swish_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_accumulate_f32", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_add_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_add_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_sub_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_mul_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_mul_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_max_pool_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_max_pool_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_average_pool_f32_fw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_average_pool_f32_bw", Extension.VFP, TunedKernels::enoughElements),
          new Entry("rp_conv_f32_fw", Extension.XPULP, c -> enoughForTeam(c) && fewKernelRows(c)),
          new Entry("rp_conv_f32_bw_input", Extension.XPULP, c -> enoughForTeam(c) && fewKernelRows(c)),
          new Entry("rp_conv_f32_bw_weight", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_conv_dw_f32_fw", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_conv_dw_f32_bw_input", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_conv_dw_f32_bw_weight", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_conv_pw_f32_fw", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_conv_pw_f32_bw_input", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_conv_pw_f32_bw_weight", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_linear_f32_fw", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_linear_f32_bw_input", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_linear_f32_bw_weight", Extension.XPULP, TunedKernels::enoughForTeam),
          new Entry("rp_relu_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_relu_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_leaky_relu_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_leaky_relu_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_clip_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_clip_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_sigmoid_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_sigmoid_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_tanh_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_tanh_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_hard_sigmoid_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_hard_sigmoid_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_hard_swish_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_hard_swish_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_accumulate_f32", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_add_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_add_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_sub_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_mul_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_mul_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_div_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_div_f32_bw_a", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_div_f32_bw_b", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_transpose_f32", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_concat_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_concat_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_pad_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_pad_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_max_pool_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_max_pool_f32_bw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_average_pool_f32_fw", Extension.XPULP, TunedKernels::enoughElements),
          new Entry("rp_average_pool_f32_bw", Extension.XPULP, TunedKernels::enoughElements));

  private static final Map<String, List<Entry>> BY_PORTABLE = ENTRIES.stream().collect(Collectors.groupingBy(Entry::portable));

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
    return BY_PORTABLE.getOrDefault(call.kernel(), List.of()).stream()
        .filter(e -> extensions.contains(e.extension()) && e.pays().test(call))
        .findFirst()
        .map(e -> new Call(e.kernel(), call.phase(), call.node(), arguments(e, call), call.macs(), call.estimate()))
        .orElse(call);
  }

  private static List<Argument> arguments(Entry entry, Call call) {
    List<Argument> arguments = new ArrayList<>(call.arguments());
    if (entry.extension() == Extension.XPULP) {
      arguments.add(0, new Argument.Share());
    }
    return arguments;
  }

  private static boolean enoughForTeam(Call call) {
    return call.macs() >= LEAST_MACS_OF_A_TEAM;
  }

  private static boolean enoughElements(Call call) {
    return elements(call) >= LEAST_ELEMENTS;
  }

  /** Of a sample: the count that elementwise kernels take, the results of operators with broadcasting and of those that move values, the input of pools. */
  private static long elements(Call call) {
    return call.arguments().stream()
        .filter(a -> a instanceof Argument.Literal || a instanceof Argument.Geometry)
        .findFirst()
        .map(a -> a instanceof Argument.Literal l ? l.value().longValue() : product(((Argument.Geometry) a).members()))
        .orElse(0L);
  }

  private static long product(Map<String, Number> geometry) {
    return geometry.entrySet().stream()
        .filter(m -> m.getKey().matches("dims(_out)?\\[.*") || Set.of("channels", "h_in", "w_in", "outer", "block").contains(m.getKey()))
        .mapToLong(m -> m.getValue().longValue())
        .reduce(1, (a, b) -> a * b);
  }

  private static boolean fewKernelRows(Call call) {
    return geometries(call).allMatch(g -> g.get("k_h").intValue() <= MOST_KERNEL_ROWS);
  }

  private static boolean enoughMacs(Call call) {
    return call.macs() >= LEAST_MACS;
  }

  private static boolean threeByThree(Call call, Predicate<ThreeByThree> fits) {
    return geometries(call).map(ThreeByThree::new).allMatch(fits);
  }

  private static boolean phaseBlocksFit(Call call, int width) {
    return geometries(call).allMatch(g -> PhaseBlocks.fit(g, width));
  }

  /** Whether a depthwise convolution has one output channel for each input channel. */
  private static boolean oneOutputForEachInput(Call call) {
    return geometries(call).allMatch(g -> g.get("c_out").equals(g.get("c_in")));
  }

  private static Stream<Map<String, Number>> geometries(Call call) {
    return call.arguments().stream().filter(Argument.Geometry.class::isInstance).map(a -> ((Argument.Geometry) a).members());
  }
}
