package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;

/** Cycles of tiles of integer kernels for Xpulp: parts of what the choice of the kernel reckoned with. */
final class CodeCycles {
  /** Of every call of the team, as that choice has it. */
  private static final int FORK = 150;

  private CodeCycles() {}

  /** Of a tile that makes {@code part} of all outputs. */
  static long of(Call call, double part) {
    return Math.round(FORK + Math.max(0, call.estimate().cycles() - FORK) * part);
  }
}
