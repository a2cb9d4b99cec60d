package dev.reprise.simulators;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;

/** Where a running simulator offers the learner's link. Its owner is the {@link SimulatorSession}. */
public sealed interface LinkEndpoint {
  /** A connected loopback socket. */
  record Tcp(Socket socket) implements LinkEndpoint {}

  /** A pty to open like a serial port. */
  record Pty(Path path) implements LinkEndpoint {}

  /**
   * @param in what the device sends
   * @param out what the device receives
   */
  record Pipe(InputStream in, OutputStream out) implements LinkEndpoint {}
}
