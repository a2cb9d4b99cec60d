package dev.reprise.compiler.kernel;

/** {@code rp_linear_s8_xpulp}: fully connected, outputs shared out by blocks of four. */
final class LinearXpulp extends XpulpKernel {
  LinearXpulp() {
    super("rp_linear_s8_xpulp", new XpulpRows());
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return true;
  }

  @Override
  public Layout input() {
    return Layout.CHW;
  }

  @Override
  public Layout output() {
    return Layout.CHW;
  }

  /** A row, where its codes do not fill words. */
  @Override
  int scratchOfCore(WeightedWork work) {
    int depth = XpulpRows.depth(work.taps());
    return depth == work.taps() ? 0 : depth;
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    int depth = XpulpRows.depth(work.taps());
    double moved = depth == work.taps() ? 0 : work.at("rows") * (20 + 2.0 * work.taps());
    return Math.round(XpulpBlocks.product(work.outChannels(), work.at("rows"), depth, machine) + moved);
  }
}
