package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.Map;
import java.util.Set;

/** A pool of any geometry that works four channels of a channels-last tensor at a time, with one extension of the core. */
interface QuadPool extends PoolKernel {
  Extension extension();

  @Override
  default Set<Extension> needs() {
    return Set.of(extension());
  }

  @Override
  default boolean accepts(Map<String, Integer> geometry) {
    return true;
  }

  @Override
  default Layout layout() {
    return Layout.HWC;
  }
}
