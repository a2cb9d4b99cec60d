package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_linear_s8_dsp}: fully connected, four outputs of a row at a time. */
final class LinearDsp implements WeightedKernel {
  @Override
  public String name() {
    return "rp_linear_s8_dsp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.DSP);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return PairedWeights.fit(work);
  }

  @Override
  public Layout input() {
    return Layout.CHW;
  }

  @Override
  public Layout output() {
    return Layout.CHW;
  }

  @Override
  public List<ConstantLayout> constants() {
    return List.of(new PairedWeights(), DspChannels.ZERO_POINT_IN_BIAS);
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    return DspDots.row(work.taps(), (long) work.at("rows") * ((work.outChannels() + 3) / 4), machine);
  }
}
