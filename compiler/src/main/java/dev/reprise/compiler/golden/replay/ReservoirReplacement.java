package dev.reprise.compiler.golden.replay;

import dev.reprise.compiler.golden.Pcg32;

/** Reservoir sampling: after any number of samples each of them is in the memory with the same probability. */
final class ReservoirReplacement extends Replacement {
  @Override
  void choose(ReplayMemory memory, int[] labels, int event, Pcg32 random, int[] assign) {
    for (int j = 0; j < labels.length; j++) {
      long seen = memory.countSeen();
      int slot = memory.full() ? random.bounded((int) seen) : memory.take();
      if (slot < assign.length) {
        assign[slot] = j;
      }
    }
  }
}
