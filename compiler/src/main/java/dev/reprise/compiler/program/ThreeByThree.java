package dev.reprise.compiler.program;

import java.util.Map;

/** Which depthwise convolutions the kernels {@code rp_conv_dw_f32_..._3x3_vfp} are made for; the conditions in {@code rp_kernels_f32.h}. */
final class ThreeByThree {
  private static final int KERNEL = 3;
  /** Positions below each other that make a block. */
  private static final int BLOCK = 4;

  private final Map<String, Number> geometry;

  /** @param geometry of a depthwise convolution, as in {@code rp_conv_geometry} */
  ThreeByThree(Map<String, Number> geometry) {
    this.geometry = geometry;
  }

  boolean fitsForward() {
    return unitSteps() && of("h_out") >= BLOCK && atLeastTwoForward("h", "pad_top") && atLeastTwoForward("w", "pad_left");
  }

  boolean fitsInputGradient() {
    return unitSteps() && of("c_in") == of("c_out") && of("h_in") >= BLOCK && atLeastTwoBackward("h", "pad_top") && atLeastTwoBackward("w", "pad_left");
  }

  boolean fitsWeightGradient() {
    int end = (of("w_out") - 1) * of("stride_w") - of("pad_left") + KERNEL - 1;
    int edges = (of("pad_left") > 0 ? 1 : 0) + (end >= of("w_in") ? 1 : 0);
    return of("k_h") == KERNEL && of("k_w") == KERNEL && of("dilation_w") == 1 && of("pad_left") <= 1 && end <= of("w_in") && of("w_out") >= edges;
  }

  private boolean unitSteps() {
    return of("k_h") == KERNEL && of("k_w") == KERNEL && of("stride_h") == 1 && of("stride_w") == 1 && of("dilation_h") == 1 && of("dilation_w") == 1;
  }

  private boolean atLeastTwoForward(String axis, String pad) {
    int last = of(axis + "_out") - 1;
    return atLeastTwo(-of(pad), of(axis + "_in")) && atLeastTwo(last - of(pad), of(axis + "_in"));
  }

  /** Taps are those of a window that lies upside down. */
  private boolean atLeastTwoBackward(String axis, String pad) {
    int first = of(pad) - (KERNEL - 1);
    int last = of(axis + "_in") - 1 + first;
    return atLeastTwo(first, of(axis + "_out")) && atLeastTwo(last, of(axis + "_out"));
  }

  /** Whether two of the positions that a window covers from {@code origin} on exist, or all. */
  private static boolean atLeastTwo(int origin, int count) {
    return Math.min(origin + KERNEL, count) - Math.max(origin, 0) >= 2;
  }

  private int of(String member) {
    return geometry.get(member).intValue();
  }
}
