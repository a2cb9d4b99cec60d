package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.Way;

/** A way to compute a node, and how to emit its calls once it is chosen. */
record FrozenWay(Way way, Emission emission) {
  /** Appends the calls of a node to the tape. */
  @FunctionalInterface
  interface Emission {
    void emit(FrozenTape tape);
  }
}
