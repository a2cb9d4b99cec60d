package dev.reprise.host.learn;

import java.util.List;

/**
 * What is learned in which order; numbers are indices of the data set.
 *
 * @param fill enters the replay memory before the first event
 */
public record EventPlan(List<Integer> fill, List<Event> events) {
  /** New samples that come together. */
  public record Event(String name, List<Integer> samples) {
    public Event {
      samples = List.copyOf(samples);
    }
  }

  public EventPlan {
    fill = List.copyOf(fill);
    events = List.copyOf(events);
  }
}
