package dev.reprise.compiler.program;

import java.util.Map;

/** Which convolution kernel family a geometry calls for, and its cost. */
public final class ConvKernel {
  private ConvKernel() {}

  /** {@code conv_pw}, {@code conv_dw} or {@code conv}; the conditions are those of {@code rp_kernels_f32.h}. */
  public static String family(Map<String, Integer> g) {
    boolean pointwise =
        g.get("k_h") == 1
            && g.get("k_w") == 1
            && g.get("stride_h") == 1
            && g.get("stride_w") == 1
            && g.get("groups") == 1
            && g.get("h_out").equals(g.get("h_in"))
            && g.get("w_out").equals(g.get("w_in"))
            && g.get("pad_top") == 0
            && g.get("pad_left") == 0;
    if (pointwise) {
      return "conv_pw";
    }
    return g.get("groups") > 1 && g.get("groups").equals(g.get("c_in")) ? "conv_dw" : "conv";
  }

  /** Multiply-accumulates for one sample, padded taps included. */
  public static long macs(Map<String, Integer> g) {
    return (long) g.get("c_out") * g.get("h_out") * g.get("w_out") * (g.get("c_in") / g.get("groups")) * g.get("k_h") * g.get("k_w");
  }
}
