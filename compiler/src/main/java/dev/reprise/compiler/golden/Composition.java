package dev.reprise.compiler.golden;

import dev.reprise.compiler.learn.TrainingConfig;

/**
 * How a minibatch is put together (docs/numerics.md, N9.2).
 *
 * @param fresh a, new samples
 * @param replayed b, replayed latents
 */
record Composition(int fresh, int replayed) {
  /**
   * @param n new samples of the event
   * @param used filled slots
   */
  static Composition of(TrainingConfig training, int n, int used) {
    if (training.newPerMinibatch() > 0) {
      return new Composition(training.newPerMinibatch(), used > 0 ? training.replayPerMinibatch() : 0);
    }
    long size = training.replayPerMinibatch();
    long share = (2 * size * n + n + used) / (2L * (n + used));
    long most = used > 0 ? Math.max(size - 1, 1) : size;
    int fresh = (int) Math.max(1, Math.min(most, share));
    return new Composition(fresh, used > 0 ? (int) size - fresh : 0);
  }
}
