package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** What the convolutions for Xpulp have in common: channels last, output stages {@code rp_xpulp_channel}, scratch for each core. */
abstract class XpulpKernel implements WeightedKernel {
  private final String name;
  private final ConstantLayout weights;

  XpulpKernel(String name, ConstantLayout weights) {
    this.name = name;
    this.weights = weights;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Set<Extension> needs() {
    return Set.of(Extension.XPULP);
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
  public final List<ConstantLayout> constants() {
    return List.of(weights, new XpulpChannels());
  }

  /** Bytes. */
  abstract int scratchOfCore(WeightedWork work);

  @Override
  public final int scratchBytes(WeightedWork work, Machine machine) {
    return machine.cores() * scratchOfCore(work);
  }
}
