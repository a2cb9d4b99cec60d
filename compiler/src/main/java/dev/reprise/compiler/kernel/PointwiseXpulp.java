package dev.reprise.compiler.kernel;

import dev.reprise.compiler.program.ConvKernel;

/** {@code rp_conv_pw_s8_xpulp}: 1x1 convolution, four output channels of four pixels at a time. */
final class PointwiseXpulp extends XpulpKernel {
  /** Pixels that a core lays out anew at a time where their channels do not fill words. */
  private static final int PIXELS = 4;

  PointwiseXpulp() {
    super("rp_conv_pw_s8_xpulp", new XpulpRows());
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_pw");
  }

  @Override
  int scratchOfCore(WeightedWork work) {
    int depth = XpulpRows.depth(work.taps());
    return depth == work.taps() ? 0 : PIXELS * depth;
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long pixels = (long) work.at("h_out") * work.at("w_out");
    int depth = XpulpRows.depth(work.taps());
    double moved = depth == work.taps() ? 0 : machine.most(pixels) * (20 + 2.0 * work.taps());
    return Math.round(XpulpBlocks.product(work.outChannels(), pixels, depth, machine) + moved);
  }
}
