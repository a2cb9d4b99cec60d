package dev.reprise.compiler;

import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.List;

/**
 * What the user decides about a learner.
 *
 * @param split where the model is cut: a value or node name, a number of the {@code inspect} table, or {@code last} (the classifier's input)
 * @param latentBits Q: 1..8, or 32
 * @param slots M; 0 = no replay memory
 * @param policy of the replay memory
 * @param eventMax most new samples in one event
 * @param eventLatents how many of an event's latents are kept on the device, or {@link #AS_MANY_AS_FIT}
 * @param microBatch samples per forward and backward pass, or {@link #BEST_MICRO_BATCH}
 * @param momentum whether to have momentum buffers
 * @param freeze patterns of adaptive-stage node names that are not trained ({@code *} matches anything)
 * @param training defaults of the device
 */
public record LearnerSettings(
    String split,
    int latentBits,
    int slots,
    Policy policy,
    int eventMax,
    int eventLatents,
    int microBatch,
    boolean momentum,
    List<String> freeze,
    TrainingConfig training) {

  public static final int AS_MANY_AS_FIT = -1;

  /** The micro-batch with which the model of tiles expects the fewest cycles, of those that fit; 1 on targets without a cluster. */
  public static final int BEST_MICRO_BATCH = 0;

  public LearnerSettings {
    freeze = List.copyOf(freeze);
  }

  public static LearnerSettings defaults() {
    return new LearnerSettings("last", 8, 500, Policy.RANDOM, 1000, AS_MANY_AS_FIT, 1, true, List.of(), TrainingConfig.defaults());
  }

  public LearnerSettings withSplit(String value) {
    return new LearnerSettings(value, latentBits, slots, policy, eventMax, eventLatents, microBatch, momentum, freeze, training);
  }

  public LearnerSettings withLatentBits(int value) {
    return new LearnerSettings(split, value, slots, policy, eventMax, eventLatents, microBatch, momentum, freeze, training);
  }

  public LearnerSettings withSlots(int value) {
    return new LearnerSettings(split, latentBits, value, policy, eventMax, eventLatents, microBatch, momentum, freeze, training);
  }

  public LearnerSettings withEvents(int max, int latents) {
    return new LearnerSettings(split, latentBits, slots, policy, max, latents, microBatch, momentum, freeze, training);
  }

  public LearnerSettings withMicroBatch(int value) {
    return new LearnerSettings(split, latentBits, slots, policy, eventMax, eventLatents, value, momentum, freeze, training);
  }

  public LearnerSettings withMomentum(boolean value) {
    return new LearnerSettings(split, latentBits, slots, policy, eventMax, eventLatents, microBatch, value, freeze, training);
  }

  public LearnerSettings withTraining(TrainingConfig value) {
    return new LearnerSettings(split, latentBits, slots, policy, eventMax, eventLatents, microBatch, momentum, freeze, value);
  }

  public LearnerSettings withPolicy(Policy value) {
    return new LearnerSettings(split, latentBits, slots, value, eventMax, eventLatents, microBatch, momentum, freeze, training);
  }

  public LearnerSettings withFreeze(List<String> value) {
    return new LearnerSettings(split, latentBits, slots, policy, eventMax, eventLatents, microBatch, momentum, value, training);
  }
}
