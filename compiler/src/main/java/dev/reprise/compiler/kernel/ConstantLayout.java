package dev.reprise.compiler.kernel;

import java.util.List;

/** How constants of a layer lie in flash for a kernel. */
@FunctionalInterface
public interface ConstantLayout {
  /** The arrays, in the order of the kernel's arguments. */
  List<Constant> constants(WeightedWork work);
}
