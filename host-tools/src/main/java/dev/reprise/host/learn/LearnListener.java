package dev.reprise.host.learn;

/** Hears how far a run is; see the command line's progress line. */
public interface LearnListener {
  LearnListener NONE = new LearnListener() {};

  /** {@code done} of {@code total} units of {@code phase}; 0 begins a phase. */
  default void progress(String phase, long done, long total) {}

  /** The device has restarted, and the run goes on behind its save number {@code sequence}; 0: there is none, it begins again. */
  default void restarted(long sequence) {}

  /** An event is learned and, where asked for, tested. */
  default void learned(EventResult result) {}
}
