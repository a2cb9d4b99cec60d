package dev.reprise.host.learn;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.device.DeviceError;
import dev.reprise.host.device.LearnerDevice;

/** Streams a plan to a learner and measures what it knows before and after each event. */
public final class LearnSession {
  /** Restarts of the device without an event learned between them after which a run gives up. */
  static final int MOST_RESTARTS = 5;

  private final LearnerDevice device;
  private final CodedDataset data;
  private final CodedDataset test;
  private final LearnListener listener;

  /**
   * @param test samples that are never learned; null = no accuracies
   */
  public LearnSession(LearnerDevice device, CodedDataset data, CodedDataset test, LearnListener listener) {
    this.device = device;
    this.data = data;
    this.test = test;
    this.listener = listener;
  }

  /** Resets the device, configures it and learns the whole plan. */
  public LearnResult run(EventPlan plan, LearnSettings settings) {
    return run(plan, settings, Saves.NONE);
  }

  /**
   * Learns the plan, or what is left of it behind the last save. Where the device saves and restarts on the way, what came after its last save
   * is sent again.
   *
   * @throws RepriseException RP2232 where an event is larger than the device takes, before anything is sent; RP2236 where the save holds more
   *     events than the plan; RP1832 where the device restarts and does not save, or again and again
   */
  public LearnResult run(EventPlan plan, LearnSettings settings, Saves saves) {
    plan.events().forEach(this::checkSize);
    LearnRun run = new LearnRun(device, data, test, listener, plan, settings, saves);
    // A save of an earlier run is another run's state, unless this one was to go on behind it.
    long foreign = saves == Saves.RESUME ? 0 : device.info().saveSequence();
    boolean resume = saves == Saves.RESUME;
    int restarts = 0;
    while (true) {
      int learned = run.learned();
      try {
        return run.run(resume && device.info().saveSequence() != foreign);
      } catch (RepriseException e) {
        restarts = run.learned() > learned ? 1 : restarts + 1;
        if (saves == Saves.NONE || e.diagnostic().code() != DeviceError.RESTARTED || restarts > MOST_RESTARTS) {
          throw e;
        }
        device.reconnect();
        resume = true;
        long sequence = device.info().saveSequence();
        listener.restarted(sequence == foreign ? 0 : sequence);
      }
    }
  }

  private void checkSize(EventPlan.Event event) {
    int size = event.samples().size();
    if (size > device.info().eventMax()) {
      throw RepriseException.of(LearnError.EVENT_TOO_LARGE, event.name(), size, device.info().eventMax());
    }
  }
}
