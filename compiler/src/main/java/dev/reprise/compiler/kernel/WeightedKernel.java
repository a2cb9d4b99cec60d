package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/**
 * A kernel that can compute convolutions or fully connected layers of the frozen stage. Its C prototype: the share where it has one, geometry,
 * {@code rp_s8_output}, {@link #literals}, input codes, {@link #constants}, scratch where it has one, output codes.
 */
public interface WeightedKernel {
  /** What {@link #scratchBytes} says of a kernel without that argument. */
  int NO_SCRATCH = -1;

  /** C function, also its file. */
  String name();

  /** Extensions without which it does not run; empty for portable kernels. */
  Set<Extension> needs();

  boolean accepts(WeightedWork work);

  /** Whether all cores of the team run it together, each with its share, which is its first argument. */
  default boolean shared() {
    return needs().contains(Extension.XPULP);
  }

  Layout input();

  Layout output();

  /** The constants it reads, in the order of its arguments. */
  List<ConstantLayout> constants();

  /** Further {@code int32_t} arguments, behind the output stage. */
  default List<Integer> literals(WeightedWork work) {
    return List.of();
  }

  /** Bytes of memory that it, on all cores together, needs during the call, 8-byte aligned. */
  default int scratchBytes(WeightedWork work, Machine machine) {
    return NO_SCRATCH;
  }

  /** Estimated. */
  long cycles(WeightedWork work, Machine machine);
}
