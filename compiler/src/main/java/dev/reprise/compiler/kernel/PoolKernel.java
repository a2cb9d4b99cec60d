package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kernel that can compute pools of the frozen stage: arguments as those of the portable one, behind the share where it has one, with scratch before the output where it has one. */
public interface PoolKernel {
  /** What {@link #scratchBytes} says of a kernel without that argument. */
  int NO_SCRATCH = -1;

  /** C function, also its file. */
  String name();

  /** Extensions without which it does not run; empty for portable kernels. */
  Set<Extension> needs();

  /** @param geometry members of {@code rp_pool_geometry} */
  boolean accepts(Map<String, Integer> geometry);

  /** Whether all cores of the team run it together, each with its share, which is its first argument. */
  default boolean shared() {
    return needs().contains(Extension.XPULP);
  }

  /** Of input and output. */
  Layout layout();

  /** Bytes of memory that it needs during the call, 8-byte aligned. */
  default int scratchBytes(Map<String, Integer> geometry, Machine machine) {
    return NO_SCRATCH;
  }

  /** Estimated. */
  long cycles(Map<String, Integer> geometry, Machine machine);

  default Way way(Map<String, Integer> geometry, Machine machine) {
    return new Way(name(), List.of(layout()), layout(), cycles(geometry, machine));
  }
}
