package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_conv_dw_taps_s8_dsp}: depthwise convolution on the pixels where they lie, channels last, four channels and two taps at a time. */
record ConvDwTapsDsp() implements WeightedKernel {
  private static final int LANES = 4;
  /** Of a list of pointers on any host. */
  private static final int POINTER_BYTES = 8;

  @Override
  public String name() {
    return "rp_conv_dw_taps_s8_dsp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.DSP);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_dw") && work.outChannels() == work.at("c_in") && work.outChannels() >= LANES;
  }

  @Override
  public Layout input() {
    return Layout.HWC;
  }

  @Override
  public Layout output() {
    return Layout.HWC;
  }

  @Override
  public List<ConstantLayout> constants() {
    return List.of(ConvDwTapsDsp::weights, DspChannels.ZERO_POINT_IN_BIAS);
  }

  /** (tap, next tap) of each of four channels; the last four channels are the last of all. */
  private static List<Constant> weights(WeightedWork work) {
    int pairs = pairs(work);
    int[] words = new int[fours(work) * pairs * LANES];
    for (int i = 0; i < words.length; i++) {
      int channel = Math.min(i / LANES / pairs * LANES, work.outChannels() - LANES) + i % LANES;
      int tap = i / LANES % pairs * 2;
      words[i] = weight(work, channel, tap) & 0xffff | weight(work, channel, tap + 1) << 16;
    }
    return List.of(new Constant("w", DType.I32, words.length, words));
  }

  private static int weight(WeightedWork work, int channel, int tap) {
    return tap < work.taps() ? work.weights()[channel * work.taps() + tap] : 0;
  }

  private static int pairs(WeightedWork work) {
    return (work.taps() + 1) / 2;
  }

  private static int fours(WeightedWork work) {
    return (work.outChannels() + LANES - 1) / LANES;
  }

  /** As {@code rp_dw_taps_scratch} in {@code internal/rp_dw_taps.h}. */
  @Override
  public int scratchBytes(WeightedWork work, Machine machine) {
    return 2 * POINTER_BYTES * pairs(work) + work.at("c_in");
  }

  /** From counts of the kernel's instructions: four channels of a position, and the list of its taps. */
  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long positions = (long) work.at("h_out") * work.at("w_out");
    double four = pairs(work) * machine.pick(25.2, 13) + machine.pick(75, 49);
    double list = work.taps() * machine.pick(17, 9.6) + work.at("k_h") * machine.pick(41, 26) + machine.pick(56, 40);
    return Math.round(positions * (fours(work) * four + list) + work.at("c_in") * machine.pick(8, 5));
  }
}
