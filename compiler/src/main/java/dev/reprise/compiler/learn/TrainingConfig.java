package dev.reprise.compiler.learn;

/**
 * How an event trains; can be changed at run time between events (link command CONFIGURE), except that momentum needs its buffers to have
 * been compiled in.
 *
 * @param seed of the learner's PCG32 (N8.1), applied at reset
 * @param epochs over the new samples of an event
 * @param newPerMinibatch a of N9.2; 0 = proportional
 * @param replayPerMinibatch b of N9.2 when {@code newPerMinibatch > 0}; otherwise the whole minibatch size B
 * @param learningRate lr
 * @param momentum mu; 0 = none
 * @param nesterov N5.2
 * @param weightDecay wd
 * @param schedule N5.4
 * @param gamma factor of the step schedule
 * @param stepSize steps between two factors, at least 1
 * @param minLearningRate of the cosine schedule
 */
public record TrainingConfig(
    long seed,
    int epochs,
    int newPerMinibatch,
    int replayPerMinibatch,
    float learningRate,
    float momentum,
    boolean nesterov,
    float weightDecay,
    Schedule schedule,
    float gamma,
    int stepSize,
    float minLearningRate) {

  public static TrainingConfig defaults() {
    return new TrainingConfig(1, 4, 13, 51, 0.01f, 0.9f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f);
  }
}
