package dev.reprise.compiler.golden.replay;

import dev.reprise.compiler.golden.Pcg32;
import dev.reprise.compiler.learn.Policy;
import java.util.Arrays;

/** Chooses which new samples go to which slots at the end of an event (docs/numerics.md, N9.5). */
public abstract class Replacement {
  static final int NONE = -1;

  Replacement() {}

  public static Replacement of(Policy policy) {
    return switch (policy) {
      case RANDOM -> new RandomReplacement();
      case RESERVOIR -> new ReservoirReplacement();
      case CLASS_BALANCED -> new ClassBalancedReplacement();
      case FIFO -> new FifoReplacement();
    };
  }

  /**
   * Decides; {@code assign[slot]} becomes the new sample that the slot gets.
   *
   * @param labels of the new samples, in arrival order
   * @param event i of N9.5: 1 after the first event
   * @param assign one entry per slot, all {@link #NONE}
   */
  abstract void choose(ReplayMemory memory, int[] labels, int event, Pcg32 random, int[] assign);

  /**
   * Overwrites slots of the memory.
   *
   * @param latents of the new samples, packed, in arrival order
   * @return how many slots got a new latent
   */
  public final int commit(ReplayMemory memory, byte[][] latents, int[] labels, int event, Pcg32 random) {
    if (memory.capacity() == 0) {
      return 0;
    }
    int[] assign = new int[memory.capacity()];
    Arrays.fill(assign, NONE);
    choose(memory, labels, event, random, assign);
    int replaced = 0;
    for (int slot = 0; slot < assign.length; slot++) {
      if (assign[slot] != NONE) {
        memory.store(slot, latents[assign[slot]], labels[assign[slot]]);
        replaced++;
      }
    }
    return replaced;
  }
}
