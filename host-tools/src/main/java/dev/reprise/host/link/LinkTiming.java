package dev.reprise.host.link;

import dev.reprise.simulators.LinkEndpoint;

/**
 * Time-outs of the link in milliseconds.
 *
 * @param initial before the first round trip was measured
 * @param least never wait less
 * @param most never wait longer
 * @param limit time-outs in a row, without one valid frame between them, after which the device counts as gone
 */
public record LinkTiming(int initial, int least, int most, int limit) {
  public static final LinkTiming DEFAULT = new LinkTiming(250, 30, 2000, 20);

  /** A pipe loses nothing, and closes when its other side is gone; what is there may be a simulation that takes minutes for an answer. */
  private static final LinkTiming PATIENT = new LinkTiming(2000, 500, 10_000, 1000);

  /** An emulated serial line loses what overruns its buffer, so repeats are due as soon as on a real one; but the computer may be too busy to run the other side at all for a while. */
  private static final LinkTiming EMULATED = new LinkTiming(250, 30, 2000, 200);

  /** What suits a simulator's link. */
  public static LinkTiming of(LinkEndpoint endpoint) {
    return endpoint instanceof LinkEndpoint.Pipe ? PATIENT : EMULATED;
  }
}
