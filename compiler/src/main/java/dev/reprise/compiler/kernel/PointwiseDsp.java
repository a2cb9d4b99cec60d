package dev.reprise.compiler.kernel;

import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/**
 * {@code rp_conv_pw_s8_dsp}: 1x1 convolution, channels last, two output channels of two pixels at a time; writes either layout.
 */
record PointwiseDsp(Layout output) implements WeightedKernel {
  @Override
  public String name() {
    return "rp_conv_pw_s8_dsp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.DSP);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_pw") && PairedWeights.fit(work);
  }

  @Override
  public Layout input() {
    return Layout.HWC;
  }

  @Override
  public List<ConstantLayout> constants() {
    return List.of(new PairedWeights(), DspChannels.ZERO_POINT_IN_BIAS);
  }

  /** Steps of the output from one pixel, and from one channel, to the next. */
  @Override
  public List<Integer> literals(WeightedWork work) {
    int pixels = work.at("h_out") * work.at("w_out");
    return output == Layout.HWC ? List.of(work.outChannels(), 1) : List.of(1, pixels);
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long pixels = (long) work.at("h_out") * work.at("w_out");
    return Math.round((work.outChannels() + 1) / 2 * DspDots.pair(work.taps(), pixels, machine));
  }
}
