package dev.reprise.host.link;

/** What a device says unasked. */
public interface LinkListener {
  LinkListener NONE = new LinkListener() {};

  /** {@code done} of {@code total} samples of the running minibatch are trained. */
  default void progress(int done, int total) {}

  default void log(String text) {}
}
