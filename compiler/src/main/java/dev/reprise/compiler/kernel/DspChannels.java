package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import java.util.List;

/** Output stages of the {@code _dsp} kernels: an array of {@code rp_dsp_channel}. */
enum DspChannels implements ConstantLayout {
  /** For kernels that sum {@code code*w}: the bias makes up for the input's zero point over ALL taps of the channel. */
  ZERO_POINT_IN_BIAS {
    @Override
    int bias(WeightedWork work, int channel) {
      int sum = 0;
      for (int i = 0; i < work.taps(); i++) {
        sum += work.weights()[channel * work.taps() + i];
      }
      // Modulo 2^32, as the kernels add: the complete sum is the accumulator of N6.2, which fits.
      return work.bias()[channel] - work.zeroPointIn() * sum;
    }
  },
  /** For kernels that sum {@code (code - zp)*w}. */
  PLAIN_BIAS {
    @Override
    int bias(WeightedWork work, int channel) {
      return work.bias()[channel];
    }
  };

  abstract int bias(WeightedWork work, int channel);

  @Override
  public List<Constant> constants(WeightedWork work) {
    int[] bias = new int[work.outChannels()];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = bias(work, c);
    }
    return List.of(new Constant("q", DType.I32, bias.length, DspChannel.of(work, bias)));
  }
}
