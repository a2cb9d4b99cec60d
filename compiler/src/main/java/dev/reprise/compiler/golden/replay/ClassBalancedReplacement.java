package dev.reprise.compiler.golden.replay;

import dev.reprise.compiler.golden.Pcg32;
import java.util.stream.IntStream;

/** Class-balancing reservoir sampling (Chrysakis and Moens, 2020): a class that is not the largest takes a slot of the largest. */
final class ClassBalancedReplacement extends Replacement {
  @Override
  void choose(ReplayMemory memory, int[] labels, int event, Pcg32 random, int[] assign) {
    for (int j = 0; j < labels.length; j++) {
      int slot = slot(memory, labels[j], random);
      if (slot != NONE) {
        memory.setLabel(slot, labels[j]);
        assign[slot] = j;
      }
    }
  }

  private static int slot(ReplayMemory memory, int label, Pcg32 random) {
    long seen = memory.countSeen(label);
    if (!memory.full()) {
      return memory.take();
    }
    int own = count(memory, label);
    int largest = label;
    int most = own;
    for (int other : IntStream.of(memory.labels()).sorted().distinct().toArray()) {
      int count = count(memory, other);
      if (count > most || count == most && other < largest) {
        largest = other;
        most = count;
      }
    }
    if (own < most) {
      return nth(memory, largest, random.bounded(most));
    }
    int u = random.bounded((int) seen);
    return u < own ? nth(memory, label, u) : NONE;
  }

  private static int count(ReplayMemory memory, int label) {
    return (int) IntStream.range(0, memory.used()).filter(slot -> memory.label(slot) == label).count();
  }

  /** The slot of the {@code index}-th sample of a class, in slot order. */
  private static int nth(ReplayMemory memory, int label, int index) {
    return IntStream.range(0, memory.used()).filter(slot -> memory.label(slot) == label).skip(index).findFirst().orElseThrow();
  }
}
