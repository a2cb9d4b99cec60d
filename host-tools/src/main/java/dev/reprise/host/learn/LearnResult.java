package dev.reprise.host.learn;

import dev.reprise.host.device.Traffic;
import java.util.List;

/**
 * A whole run.
 *
 * @param device that learned
 * @param filled samples put into the replay memory before the first event
 * @param first accuracy before the first event
 * @param last accuracy after the last event
 * @param averageForgetting mean over the classes known (filled or learned) and tested before the last event; NaN where it was not tested
 * @param samplesSent to the device, repeated ones counted each time
 * @param traffic on the link; null where there is none
 */
public record LearnResult(
    String device, int filled, Accuracy first, List<EventResult> events, Accuracy last, double averageForgetting, long samplesSent, Traffic traffic) {
  public LearnResult {
    events = List.copyOf(events);
  }
}
