package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import dev.reprise.compiler.target.Target;
import java.util.Set;

/**
 * What the choice of kernels knows of a core.
 *
 * @param extensions that tuned kernels may use
 */
public record Machine(Set<Extension> extensions, Core core) {
  /** Cores whose timing differs. */
  public enum Core {
    /** One instruction after another; also stands for cores without a timing table. */
    CORTEX_M4,
    /** Two instructions a cycle. */
    CORTEX_M7;

    /** Of the two figures the one for this core. */
    double pick(double m4, double m7) {
      return this == CORTEX_M7 ? m7 : m4;
    }
  }

  public Machine {
    extensions = Set.copyOf(extensions);
  }

  public static Machine of(Target target) {
    return new Machine(target.extensions(), target.core().startsWith("cortex-m7") ? Core.CORTEX_M7 : Core.CORTEX_M4);
  }

  public boolean has(Set<Extension> needed) {
    return extensions.containsAll(needed);
  }
}
