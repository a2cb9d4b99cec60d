package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A portable kernel: channels first, the operator's own weights.
 *
 * @param m4 its cost on Cortex-M4, as {@code reprise bench} finds it
 * @param m7 the same on Cortex-M7
 */
record PortableKernel(String name, Predicate<WeightedWork> condition, Cost m4, Cost m7) implements WeightedKernel {
  /** Estimated cycles per multiply-accumulate; beyond those per output, and per position of all output channels. */
  record Cost(double mac, double output, double position) {}

  @Override
  public Set<Extension> needs() {
    return Set.of();
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return condition.test(work);
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
    return List.of(new PortableConstants());
  }

  @Override
  public long cycles(WeightedWork work, Machine machine) {
    Cost cost = machine.core() == Machine.Core.CORTEX_M7 ? m7 : m4;
    double outputs = (double) work.macs() / work.taps();
    return Math.round(work.macs() * cost.mac() + outputs * cost.output() + outputs / work.outChannels() * cost.position());
  }
}
