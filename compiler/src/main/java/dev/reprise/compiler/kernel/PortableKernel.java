package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A portable kernel: channels first, the operator's own weights.
 *
 * @param m4 estimated cycles per multiply-accumulate on Cortex-M4, as {@code reprise bench} finds them
 * @param m7 the same on Cortex-M7
 * @param outputM4 estimated cycles per output beyond those, on Cortex-M4
 * @param outputM7 the same on Cortex-M7
 */
record PortableKernel(String name, Predicate<WeightedWork> condition, double m4, double m7, double outputM4, double outputM7)
    implements WeightedKernel {
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
  public long cycles(WeightedWork work, Machine.Core core) {
    return Math.round(work.macs() * core.pick(m4, m7) + (double) work.macs() / work.taps() * core.pick(outputM4, outputM7));
  }
}
