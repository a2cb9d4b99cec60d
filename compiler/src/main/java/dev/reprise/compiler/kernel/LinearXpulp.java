package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_linear_s8_xpulp}: fully connected, outputs shared out by blocks of four. */
final class LinearXpulp implements WeightedKernel {
  @Override
  public String name() {
    return "rp_linear_s8_xpulp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.XPULP);
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

  @Override
  public List<ConstantLayout> constants() {
    return List.of(new XpulpRows(), DspChannels.ZERO_POINT_IN_BIAS);
  }

  /** A row for each core, where its codes do not fill words. */
  @Override
  public int scratchBytes(WeightedWork work, Machine machine) {
    int depth = XpulpRows.depth(work.taps());
    return depth == work.taps() ? 0 : machine.cores() * depth;
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    int depth = XpulpRows.depth(work.taps());
    double moved = depth == work.taps() ? 0 : work.at("rows") * (20 + 4.0 * work.taps());
    return Math.round(XpulpBlocks.product(work.outChannels(), work.at("rows"), depth, machine) + moved);
  }
}
