package dev.reprise.host.link;

import java.io.IOException;

/** A byte stream to and from a device. Bytes may get lost, doubled or changed on the way; {@link RequestChannel} makes up for it. */
public interface Transport extends AutoCloseable {
  /** The address, as shown to the user. */
  String name();

  /** Sends all of {@code bytes}; may block until the other side takes them. */
  void write(byte[] bytes) throws IOException;

  /**
   * Waits until at least one byte is there, at most {@code timeoutMillis} (at least 1).
   *
   * @return the number of bytes put at the start of {@code buffer}; 0 when none came in time; -1 when the other side has closed
   */
  int read(byte[] buffer, int timeoutMillis) throws IOException;

  @Override
  void close();
}
