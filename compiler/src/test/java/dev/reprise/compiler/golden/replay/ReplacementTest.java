package dev.reprise.compiler.golden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.golden.Pcg32;
import dev.reprise.compiler.learn.Policy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the policies leave in the memory; a sample is known by its (four-byte) latent, so that it is seen where each goes. */
class ReplacementTest {
  private final Pcg32 random = new Pcg32(77, Pcg32.LEARNER_STREAM);

  private static byte[] latent(int id) {
    return new byte[] {(byte) id, (byte) (id >> 8), (byte) (id >> 16), 0};
  }

  private static int id(byte[] latent) {
    return latent[0] & 0xff | (latent[1] & 0xff) << 8 | (latent[2] & 0xff) << 16;
  }

  private static ReplayMemory filled(int capacity, int count, int classes) {
    ReplayMemory memory = new ReplayMemory(capacity, classes);
    for (int k = 0; k < count; k++) {
      memory.fill(latent(k), k % classes);
    }
    return memory;
  }

  private int commit(Policy policy, ReplayMemory memory, int event, int firstId, int[] labels) {
    byte[][] latents = IntStream.range(0, labels.length).mapToObj(j -> latent(firstId + j)).toArray(byte[][]::new);
    return Replacement.of(policy).commit(memory, latents, labels, event, random);
  }

  private static Set<Integer> ids(ReplayMemory memory) {
    Set<Integer> ids = new HashSet<>();
    for (int slot = 0; slot < memory.used(); slot++) {
      ids.add(id(memory.latent(slot)));
    }
    return ids;
  }

  /** h = min(M div (i+1), n) of the MNIST 5+5 protocol: M = 500, events of about 800 images. */
  @Test
  void randomReplacementOverwritesItsShare() {
    ReplayMemory memory = filled(500, 500, 5);
    int[] expected = {250, 166, 125, 100, 83};
    int[] labels = new int[800];
    for (int i = 1; i <= 5; i++) {
      Arrays.fill(labels, i % 5);
      Set<Integer> before = ids(memory);
      assertThat(commit(Policy.RANDOM, memory, i, 1000 * i, labels)).isEqualTo(expected[i - 1]);
      assertThat(ids(memory)).hasSize(500); // the new ones are distinct
      Set<Integer> kept = ids(memory);
      kept.retainAll(before);
      assertThat(kept).hasSize(500 - expected[i - 1]);
    }
    assertThat(commit(Policy.RANDOM, memory, 1, 9000, new int[40])).isEqualTo(40);
  }

  @Test
  void randomReplacementFillsFreeSlotsFirst() {
    ReplayMemory memory = filled(100, 10, 2);
    assertThat(commit(Policy.RANDOM, memory, 3, 1000, new int[60])).isEqualTo(60);
    assertThat(memory.used()).isEqualTo(70);
    assertThat(ids(memory)).hasSize(70).contains(0, 9);
    assertThat(commit(Policy.RANDOM, memory, 4, 2000, new int[60])).isEqualTo(30);
    assertThat(memory.used()).isEqualTo(100);
    assertThat(commit(Policy.RANDOM, memory, 5, 3000, new int[60])).isEqualTo(16);
  }

  @Test
  void randomReplacementPrefersNeitherSlotsNorSamples() {
    int[] slots = new int[20];
    int[] samples = new int[40];
    for (int trial = 0; trial < 4000; trial++) {
      ReplayMemory memory = filled(20, 20, 2);
      assertThat(commit(Policy.RANDOM, memory, 1, 100, new int[40])).isEqualTo(10);
      for (int slot = 0; slot < 20; slot++) {
        if (id(memory.latent(slot)) >= 100) {
          slots[slot]++;
          samples[id(memory.latent(slot)) - 100]++;
        }
      }
    }
    assertUniform(slots, 2000, 43.8); // 19 degrees of freedom, 0.1 %
    assertUniform(samples, 1000, 72.1); // 39
  }

  @Test
  void reservoirKeepsEverySampleWithTheSameProbability() {
    int[] kept = new int[60];
    for (int trial = 0; trial < 6000; trial++) {
      ReplayMemory memory = filled(10, 6, 2);
      commit(Policy.RESERVOIR, memory, 1, 6, new int[24]);
      commit(Policy.RESERVOIR, memory, 2, 30, new int[30]);
      assertThat(ids(memory)).hasSize(10);
      ids(memory).forEach(id -> kept[id]++);
    }
    assertUniform(kept, 1000, 98.3); // 59
  }

  @Test
  void classBalancingGivesRareClassesTheirShare() {
    ReplayMemory memory = filled(100, 100, 2);
    int[] labels = IntStream.range(0, 2000).map(j -> j % 100 == 0 ? 3 : j % 10 == 0 ? 2 : j % 2).toArray();
    ReplayMemory wide = new ReplayMemory(100, 4);
    for (int slot = 0; slot < 100; slot++) {
      wide.fill(memory.latent(slot), memory.label(slot));
    }
    commit(Policy.CLASS_BALANCED, wide, 1, 1000, labels);
    Map<Integer, Integer> counts = new HashMap<>();
    IntStream.of(wide.labels()).forEach(label -> counts.merge(label, 1, Integer::sum));
    assertThat(counts.get(3)).isEqualTo(20); // all there were
    for (int label : List.of(0, 1, 2)) {
      assertThat(counts.get(label)).isBetween(26, 27);
    }
    for (int slot = 0; slot < 100; slot++) {
      int id = id(wide.latent(slot));
      assertThat(wide.label(slot)).isEqualTo(id >= 1000 ? labels[id - 1000] : id % 2);
    }
  }

  @Test
  void classBalancingKeepsEachSampleOfAClassWithTheSameProbability() {
    int[] kept = new int[50];
    for (int trial = 0; trial < 10_000; trial++) {
      ReplayMemory memory = filled(5, 5, 1);
      commit(Policy.CLASS_BALANCED, memory, 1, 5, new int[45]);
      ids(memory).forEach(id -> kept[id]++);
    }
    assertUniform(kept, 1000, 85.4); // 49
  }

  @Test
  void firstInFirstOutGoesRound() {
    ReplayMemory memory = filled(5, 3, 2);
    assertThat(commit(Policy.FIFO, memory, 1, 10, new int[4])).isEqualTo(4);
    assertThat(IntStream.range(0, 5).map(slot -> id(memory.latent(slot))).toArray()).containsExactly(12, 13, 2, 10, 11);
    assertThat(commit(Policy.FIFO, memory, 2, 20, new int[12])).isEqualTo(5);
    assertThat(IntStream.range(0, 5).map(slot -> id(memory.latent(slot))).toArray()).containsExactly(28, 29, 30, 31, 27);
  }

  @Test
  void noSlotsNoReplacement() {
    for (Policy policy : Policy.values()) {
      assertThat(commit(policy, new ReplayMemory(0, 2), 1, 0, new int[3])).isZero();
    }
  }

  private static void assertUniform(int[] counts, int expected, double limit) {
    double chiSquare = IntStream.of(counts).mapToDouble(c -> (double) (c - expected) * (c - expected) / expected).sum();
    assertThat(chiSquare).isLessThan(limit);
  }
}
