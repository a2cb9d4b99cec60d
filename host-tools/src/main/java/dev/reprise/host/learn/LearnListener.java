package dev.reprise.host.learn;

/** Hears how far a run is; see the command line's progress line. */
public interface LearnListener {
  LearnListener NONE = new LearnListener() {};

  /** {@code done} of {@code total} units of {@code phase}; 0 begins a phase. */
  default void progress(String phase, long done, long total) {}

  /** An event is learned and, where asked for, tested. */
  default void learned(EventResult result) {}
}
