package dev.reprise.compiler.kernel;

import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_conv_pw_s8_xpulp}: 1x1 convolution, channels last, four output channels of four pixels at a time. */
final class PointwiseXpulp implements WeightedKernel {
  /** Pixels that a core lays out anew at a time where their channels do not fill words. */
  private static final int PIXELS = 4;

  @Override
  public String name() {
    return "rp_conv_pw_s8_xpulp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.XPULP);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_pw");
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
    return List.of(new XpulpRows(), DspChannels.ZERO_POINT_IN_BIAS);
  }

  @Override
  public int scratchBytes(WeightedWork work, Machine machine) {
    int depth = XpulpRows.depth(work.taps());
    return depth == work.taps() ? 0 : machine.cores() * PIXELS * depth;
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long pixels = (long) work.at("h_out") * work.at("w_out");
    int depth = XpulpRows.depth(work.taps());
    double moved = depth == work.taps() ? 0 : machine.most(pixels) * (20 + 4.0 * work.taps());
    return Math.round(XpulpBlocks.product(work.outChannels(), pixels, depth, machine) + moved);
  }
}
