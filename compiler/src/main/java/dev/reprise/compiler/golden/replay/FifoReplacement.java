package dev.reprise.compiler.golden.replay;

import dev.reprise.compiler.golden.Pcg32;

/** The oldest slots go first. */
final class FifoReplacement extends Replacement {
  @Override
  void choose(ReplayMemory memory, int[] labels, int event, Pcg32 random, int[] assign) {
    for (int j = 0; j < labels.length; j++) {
      assign[memory.takeOldest()] = j;
    }
  }
}
