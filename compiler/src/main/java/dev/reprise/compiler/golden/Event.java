package dev.reprise.compiler.golden;

import dev.reprise.compiler.learn.TrainingConfig;

/** One learning event: its new samples and how far its training has come (docs/numerics.md, N9.2 to N9.4). */
final class Event {
  private final byte[][] latents;
  private final int[] labels;
  private final Composition composition;
  private final int used;
  private final int steps;
  private int added;
  private int done;
  private int next;
  private int replayCursor;
  private int[] order = {};
  private int[] replayOrder = {};

  /**
   * @param n new samples
   * @param used filled slots of the replay memory
   */
  Event(int n, int used, TrainingConfig training) {
    latents = new byte[n][];
    labels = new int[n];
    composition = Composition.of(training, n, used);
    this.used = used;
    steps = training.epochs() * ((n + composition.fresh() - 1) / composition.fresh());
  }

  void add(int index, byte[] latent, int label) {
    if (index != added || index >= latents.length) {
      throw new IllegalArgumentException("sample " + index + " is not the next of " + latents.length);
    }
    latents[index] = latent;
    labels[index] = label;
    added++;
  }

  boolean complete() {
    return added == latents.length;
  }

  boolean trained() {
    return done == steps;
  }

  /** T of N5.4. */
  int steps() {
    return steps;
  }

  /** Steps done. */
  int done() {
    return done;
  }

  byte[][] latents() {
    return latents;
  }

  int[] labels() {
    return labels;
  }

  byte[] latent(int index) {
    return latents[index];
  }

  int label(int index) {
    return labels[index];
  }

  /** A minibatch: indices of new samples, then slots to replay. */
  record Minibatch(int[] fresh, int[] replayed) {
    int size() {
      return fresh.length + replayed.length;
    }
  }

  /** The next minibatch; draws the permutations where it is the first of an epoch. */
  Minibatch nextMinibatch(Pcg32 random) {
    if (next == order.length) {
      order = random.permutation(latents.length);
      replayOrder = composition.replayed() > 0 ? random.permutation(used) : replayOrder;
      next = 0;
      replayCursor = 0;
    }
    int[] fresh = new int[Math.min(composition.fresh(), order.length - next)];
    for (int k = 0; k < fresh.length; k++) {
      fresh[k] = order[next++];
    }
    int[] replayed = new int[composition.replayed()];
    for (int k = 0; k < replayed.length; k++) {
      replayed[k] = replayOrder[replayCursor];
      replayCursor = (replayCursor + 1) % used;
    }
    done++;
    return new Minibatch(fresh, replayed);
  }
}
