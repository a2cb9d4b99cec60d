package dev.reprise.host.link;

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
}
