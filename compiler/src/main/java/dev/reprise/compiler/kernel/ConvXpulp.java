package dev.reprise.compiler.kernel;

import dev.reprise.compiler.program.ConvKernel;

/** {@code rp_conv_s8_xpulp}: convolution of any geometry, the windows of four outputs gathered at a time. */
final class ConvXpulp extends XpulpKernel {
  private static final int WINDOWS = 4;

  ConvXpulp() {
    super("rp_conv_s8_xpulp", new XpulpRows());
  }

  /** Pointwise convolutions need nothing gathered: they have a kernel of their own. */
  @Override
  public boolean accepts(WeightedWork work) {
    return !ConvKernel.family(work.geometry()).equals("conv_pw");
  }

  @Override
  int scratchOfCore(WeightedWork work) {
    return WINDOWS * XpulpRows.depth(work.taps());
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long windows = (long) work.at("h_out") * work.at("w_out");
    int groups = work.at("groups");
    int groupIn = work.taps() / (work.at("k_h") * work.at("k_w"));
    boolean joined = groups == 1 && work.at("dilation_w") == 1;
    double runs = joined ? work.at("k_h") : work.at("k_h") * work.at("k_w");
    double gather = 60 + runs * 25 + work.taps() * (groupIn % 4 == 0 ? 0.5 : 2);
    return Math.round(groups * (machine.most(windows) * gather + XpulpBlocks.product(work.outChannels() / groups, windows, XpulpRows.depth(work.taps()), machine)));
  }
}
