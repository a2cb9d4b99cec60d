package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import dev.reprise.compiler.target.Target;
import java.util.Set;

/**
 * What the choice of kernels knows of a core.
 *
 * @param extensions that tuned kernels may use
 * @param cores of the team that shares the work of a call
 */
public record Machine(Set<Extension> extensions, Core core, int cores) {
  /** Cores whose timing differs. */
  public enum Core {
    /** One instruction after another; also stands for cores without a timing table. */
    CORTEX_M4,
    /** Two instructions a cycle. */
    CORTEX_M7,
    /** A core of a PULP cluster. */
    RI5CY
  }

  public Machine {
    extensions = Set.copyOf(extensions);
  }

  /** Of one core. */
  public Machine(Set<Extension> extensions, Core core) {
    this(extensions, core, 1);
  }

  public static Machine of(Target target) {
    int cores = target.cluster() == null ? 1 : target.cluster().workers();
    return new Machine(target.extensions(), core(target.core()), cores);
  }

  private static Core core(String name) {
    if (name.equals("ri5cy")) {
      return Core.RI5CY;
    }
    return name.startsWith("cortex-m7") ? Core.CORTEX_M7 : Core.CORTEX_M4;
  }

  public boolean has(Set<Extension> needed) {
    return extensions.containsAll(needed);
  }

  /** Whether there are kernels that want channels last. */
  public boolean channelsLast() {
    return has(Set.of(Extension.DSP)) || has(Set.of(Extension.XPULP));
  }

  /** Of the two figures the one for this core; RI5CY, too, executes one instruction after another. */
  double pick(double m4, double m7) {
    return core == Core.CORTEX_M7 ? m7 : m4;
  }

  /** Of {@code items} of equal work those of the core that has most. */
  long most(long items) {
    return (items + cores - 1) / cores;
  }
}
