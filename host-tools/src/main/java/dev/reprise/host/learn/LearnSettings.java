package dev.reprise.host.learn;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;

/**
 * How to learn.
 *
 * @param slots of the replay memory in use; 0 = naive
 * @param testEachEvent false: test only before the first and after the last event
 */
public record LearnSettings(TrainingConfig training, Policy policy, int slots, boolean testEachEvent) {
  public static LearnSettings of(LearnerModel model) {
    return new LearnSettings(model.training(), model.policy(), model.slots(), true);
  }

  /** The same without replay memory. */
  public LearnSettings naive() {
    return new LearnSettings(training, policy, 0, testEachEvent);
  }
}
