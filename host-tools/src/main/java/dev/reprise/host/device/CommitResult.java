package dev.reprise.host.device;

/** Where {@link LearnerDevice#eventEnd} stopped. */
public sealed interface CommitResult {
  /**
   * @param replaced slots written
   * @param used slots in use
   * @param events committed so far
   */
  record Committed(int replaced, int used, long events) implements CommitResult {}

  /** New sample {@code index} of the event must be supplied. */
  record NeedsSample(int index) implements CommitResult {}
}
