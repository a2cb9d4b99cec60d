package dev.reprise.compiler.program;

import java.util.Map;

/**
 * Where {@code rp_conv_dw_f32_bw_input_wN_vfp} can lay its blocks: the condition of {@code rp_phase_blocks} in {@code runtime-c/src/internal/rp_phase_row.h}. A row of inputs is made in
 * blocks that four columns of gradients reach with all their taps, and one at each end that leaves out what lies outside of the gradients.
 */
final class PhaseBlocks {
  private static final int MOST_STRIDE = 3;
  /** Gradient columns of a block. */
  private static final int BLOCK = 4;

  private PhaseBlocks() {}

  /**
   * @param geometry of a depthwise convolution, as in {@code rp_conv_geometry}
   * @param width of the windows that the kernel is made for
   */
  static boolean fit(Map<String, Number> geometry, int width) {
    int stride = geometry.get("stride_w").intValue();
    int pad = geometry.get("pad_left").intValue();
    int in = geometry.get("w_in").intValue();
    int out = geometry.get("w_out").intValue();
    return geometry.get("k_w").intValue() == width
        && geometry.get("dilation_w").intValue() == 1
        && geometry.get("c_in").equals(geometry.get("c_out"))
        && stride <= MOST_STRIDE
        && out >= BLOCK
        && pad <= BLOCK * stride
        && fit(stride, (width - 1) / stride, pad, in, out);
  }

  /** @param turns gradients before its own that an input takes at most */
  private static boolean fit(int stride, int turns, int pad, int in, int out) {
    int reached = out + turns;
    int inputs = (in + pad) / stride;
    boolean torn = (in + pad) % stride != 0 && inputs < reached;
    int end = Math.min(reached, torn ? inputs + 1 : inputs);
    int first = (pad + stride - 1) / stride;
    boolean left = pad % stride != 0 || first < turns;
    boolean right = torn || end > out;
    int behind = stride * reached - pad - in;
    int begin = left ? BLOCK : first;
    int tail = turns < 2 && (reached - begin + BLOCK - 1) % BLOCK < BLOCK / 2 ? BLOCK / 2 : BLOCK;
    if (left && BLOCK * stride - pad > in || right && (behind > tail * stride || stride * (reached - tail) < pad)) {
      return false;
    }
    int middleEnd = right ? reached - tail : end;
    int middles = Math.max(0, (middleEnd - begin + BLOCK - 1) / BLOCK);
    int last = Math.min(begin + BLOCK * (middles - 1), Math.min(out, inputs) - BLOCK);
    return middles == 0 || last + BLOCK >= middleEnd && last >= turns && last >= first;
  }
}
