package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_conv_s8_dsp}: convolution of any geometry, two outputs by two channels at a time; writes either layout. */
record ConvDsp(Layout output) implements WeightedKernel {
  @Override
  public String name() {
    return "rp_conv_s8_dsp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.DSP);
  }

  /** Pointwise convolutions need nothing gathered: they have kernels of their own, unless their weights do not fit these. */
  @Override
  public boolean accepts(WeightedWork work) {
    return !ConvKernel.family(work.geometry()).equals("conv_pw") || !PairedWeights.fit(work);
  }

  @Override
  public Layout input() {
    return Layout.HWC;
  }

  @Override
  public List<ConstantLayout> constants() {
    return List.of(ConvDsp::weights, DspChannels.ZERO_POINT_IN_BIAS);
  }

  /** Steps from one pixel, and from one channel, to the next of the output. */
  @Override
  public List<Integer> literals(WeightedWork work) {
    return output.steps(work.outChannels(), work.at("h_out") * work.at("w_out"));
  }

  /** Pairs of channels of a group, four weights of each in turn; weights of a channel in the order [k_h][k_w][c_in/groups]. */
  private static List<Constant> weights(WeightedWork work) {
    int groupOut = groupOut(work);
    int rowBytes = 4 * quads(work);
    int window = work.at("k_h") * work.at("k_w");
    int groupIn = work.taps() / window;
    byte[] pairs = new byte[work.at("groups") * pairs(work) * 2 * rowBytes];
    for (int i = 0; i < work.at("groups") * pairs(work) * 2; i++) {
      int first = Math.max(0, Math.min(i / 2 % pairs(work) * 2, groupOut - 2));
      int channel = i / 2 / pairs(work) * groupOut + Math.min(first + i % 2, groupOut - 1);
      for (int t = 0; t < work.taps(); t++) {
        int at = t % window * groupIn + t / window;
        pairs[i / 2 * 2 * rowBytes + at / 4 * 8 + i % 2 * 4 + at % 4] = work.weights()[channel * work.taps() + t];
      }
    }
    return List.of(new Constant("w", DType.S8, pairs.length, pairs));
  }

  private static int quads(WeightedWork work) {
    return (work.taps() + 3) / 4;
  }

  private static int groupOut(WeightedWork work) {
    return work.outChannels() / work.at("groups");
  }

  private static int pairs(WeightedWork work) {
    return (groupOut(work) + 1) / 2;
  }

  /** The codes under two windows, and what is written behind them. */
  @Override
  public int scratchBytes(WeightedWork work, Machine machine) {
    return 2 * 4 * quads(work) + 4;
  }

  /** From counts of the kernel's instructions: gathering the codes under a window, then two channels of two outputs at a time. */
  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long positions = (long) work.at("h_out") * work.at("w_out");
    int groupIn = work.taps() / (work.at("k_h") * work.at("k_w"));
    boolean joined = work.at("groups") == 1 && work.at("dilation_w") == 1;
    double runs = joined ? work.at("k_h") : work.at("k_h") * work.at("k_w");
    double run = joined ? work.at("k_w") * groupIn : groupIn;
    double gather = runs * (machine.pick(joined ? 12 : 32, joined ? 8 : 20) + Math.ceil(run / 4) * machine.pick(7, 4.5)) + machine.pick(110, 75);
    double block = quads(work) * machine.pick(23.5, 16) + machine.pick(80, 52);
    return Math.round(work.at("groups") * (positions * gather + (positions + 1) / 2 * (pairs(work) * block + machine.pick(60, 40))));
  }
}
