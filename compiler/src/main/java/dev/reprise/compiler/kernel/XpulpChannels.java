package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * Output stages of the {@code _xpulp} kernels: an array of {@code rp_xpulp_channel}. They sum {@code code*w}, so the bias makes up for the input's zero point over ALL taps
 * of the channel.
 */
final class XpulpChannels implements ConstantLayout {
  private static final int MOST_CODE = 255;

  @Override
  public List<Constant> constants(WeightedWork work) {
    List<XpulpChannel> channels = new ArrayList<>();
    for (int c = 0; c < work.outChannels(); c++) {
      channels.add(channel(work, c));
    }
    return List.of(new Constant("q", DType.I32, channels.size(), channels));
  }

  private static XpulpChannel channel(WeightedWork work, int c) {
    int sum = 0;
    long most = Math.abs((long) work.bias()[c]);
    int farthest = Math.max(work.zeroPointIn(), MOST_CODE - work.zeroPointIn());
    for (int i = c * work.taps(); i < (c + 1) * work.taps(); i++) {
      sum += work.weights()[i];
      most += (long) farthest * Math.abs(work.weights()[i]);
    }
    // modulo 2^32, as the kernels add: the complete sum is the accumulator of N6.2, which fits
    int bias = work.bias()[c] - work.zeroPointIn() * sum;
    return XpulpChannel.of(bias, work.requant().get(c), work.zeroPointOut(), most);
  }
}
