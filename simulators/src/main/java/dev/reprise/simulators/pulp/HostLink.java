package dev.reprise.simulators.pulp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The file that a program reaches by semihosting: what it reads comes from {@code in}, what it writes goes to {@code out}. While {@code in}
 * has nothing, the simulated time stands still.
 *
 * @param name under which the program opens it
 */
public record HostLink(String name, InputStream in, OutputStream out) {
  /** No file: every open fails. */
  public static final HostLink NONE = new HostLink("", InputStream.nullInputStream(), OutputStream.nullOutputStream());

  /** One byte, or -1 where there will be none any more. */
  int read() {
    try {
      return in.read();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Whether all of {@code bytes} were taken. */
  boolean write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
