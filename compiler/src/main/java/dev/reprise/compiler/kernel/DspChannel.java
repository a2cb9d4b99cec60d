package dev.reprise.compiler.kernel;

import dev.reprise.compiler.quantize.Requant;
import java.util.ArrayList;
import java.util.List;

/**
 * Output stage of one channel for the {@code _dsp} kernels, {@code rp_dsp_channel} in C: N6.1 as
 * {@code clamp(zp + ((hi32(((sum + bias) << l)*m) + add) >> r), low, high)}. {@code add} holds 2^(r-1) and, where it has room, the output's zero point; {@code zp} holds it
 * otherwise.
 *
 * @param plain 1 where {@code l} and {@code zp} are 0
 */
public record DspChannel(int bias, int m, int add, int l, int r, int zp, int plain) {
  /** {@code |hi32(...)| <= 2^30}, so a zero point below 2^8 shifted by this, and the rounding, still fit beside it. */
  private static final int MOST_R_WITH_ZERO_POINT = 21;

  /** Of every channel, {@code bias} giving the number that is added to the kernel's sums. */
  static List<DspChannel> of(WeightedWork work, int[] bias) {
    List<DspChannel> channels = new ArrayList<>();
    for (int c = 0; c < bias.length; c++) {
      channels.add(of(work, work.requant().get(c), bias[c]));
    }
    return channels;
  }

  private static DspChannel of(WeightedWork work, Requant q, int bias) {
    boolean folded = q.r() <= MOST_R_WITH_ZERO_POINT;
    int add = (1 << (q.r() - 1)) + (folded ? work.zeroPointOut() << q.r() : 0);
    int zp = folded ? 0 : work.zeroPointOut();
    boolean plain = q.l() == 0 && folded;
    return new DspChannel(bias, q.m(), add, q.l(), q.r(), zp, plain ? 1 : 0);
  }
}
