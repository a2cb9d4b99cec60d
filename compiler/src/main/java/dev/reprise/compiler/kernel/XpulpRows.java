package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import java.util.List;

/**
 * Weights of the matrix products for Xpulp: a row for each output channel, taps in the order [k_h][k_w][c_in/groups], that of the codes of a window in a
 * channels-last tensor, with zeros up to a multiple of four.
 */
final class XpulpRows implements ConstantLayout {
  /** Bytes of a row of {@code taps} weights. */
  static int depth(int taps) {
    return (taps + 3) / 4 * 4;
  }

  @Override
  public List<Constant> constants(WeightedWork work) {
    int taps = work.taps();
    int window = window(work);
    byte[] rows = new byte[work.outChannels() * depth(taps)];
    for (int i = 0; i < work.weights().length; i++) {
      int tap = i % taps;
      rows[i / taps * depth(taps) + tap % window * (taps / window) + tap / window] = work.weights()[i];
    }
    return List.of(new Constant("w", DType.S8, rows.length, rows));
  }

  /** Taps of one input channel. */
  private static int window(WeightedWork work) {
    return work.geometry().containsKey("k_h") ? work.at("k_h") * work.at("k_w") : 1;
  }
}
