package dev.reprise.compiler.kernel;

import dev.reprise.compiler.quantize.Requant;
import java.util.List;
import java.util.Map;

/**
 * What a convolution or fully connected layer of the frozen stage computes (docs/numerics.md, N6.2).
 *
 * @param geometry members of {@code rp_conv_geometry} or {@code rp_linear_geometry}
 * @param weights one row of {@code taps} per output channel, as the operator has them: [c_out][c_in/groups][k_h][k_w] or [m][k]
 * @param bias per output channel
 * @param requant per output channel
 * @param low fused clamp, code
 * @param high fused clamp, code
 * @param macs multiply-accumulates, padded taps included
 */
public record WeightedWork(
    Map<String, Integer> geometry,
    byte[] weights,
    int[] bias,
    List<Requant> requant,
    int zeroPointIn,
    int zeroPointOut,
    int low,
    int high,
    long macs) {

  /** A member of the geometry. */
  public int at(String member) {
    return geometry.get(member);
  }

  public int outChannels() {
    return bias.length;
  }

  /** Weights of one output channel. */
  public int taps() {
    return weights.length / bias.length;
  }
}
