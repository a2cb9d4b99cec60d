package dev.reprise.compiler.golden.replay;

import dev.reprise.compiler.golden.Pcg32;

/** Random slots get random new samples: h = min(M div (i+1), n) of them, or more to fill free slots. */
final class RandomReplacement extends Replacement {
  @Override
  void choose(ReplayMemory memory, int[] labels, int event, Pcg32 random, int[] assign) {
    int m = memory.capacity();
    int h = Math.min(Math.max(m / (event + 1), m - memory.used()), labels.length);
    int[] order = random.permutation(labels.length);
    for (int k = 0; k < h; k++) {
      int slot = memory.full() ? random.bounded(m) : memory.take();
      while (assign[slot] != NONE) {
        slot = random.bounded(m);
      }
      assign[slot] = order[k];
    }
  }
}
