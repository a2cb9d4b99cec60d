package dev.reprise.host.device;

/** Where {@link LearnerDevice#train} stopped. */
public sealed interface TrainResult {
  /**
   * A minibatch is done.
   *
   * @param step steps done in this event
   * @param steps of the whole event
   * @param loss mean over the minibatch (N2.7)
   */
  record Minibatch(long step, long steps, float loss, float learningRate) implements TrainResult {}

  /** New sample {@code index} of the event must be supplied. */
  record NeedsSample(int index) implements TrainResult {}

  /** The event is trained; {@link LearnerDevice#eventEnd} comes next. */
  record Trained() implements TrainResult {}
}
