package dev.reprise.host.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The standard input and output of a process. Java's streams cannot wait with a time limit, so a thread reads ahead. */
public final class PipeTransport implements Transport {
  private static final byte[] END = new byte[0];

  private final String name;
  private final OutputStream out;
  private final InputStream in;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(64);
  private final Thread reader;
  private byte[] current = END;
  private int position;
  private boolean ended;

  /**
   * @param in what the device sends
   * @param out what the device receives
   */
  public PipeTransport(String name, InputStream in, OutputStream out) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.reader = new Thread(this::readAhead, "link " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void readAhead() {
    byte[] buffer = new byte[4096];
    try {
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (n > 0) {
            chunks.put(Arrays.copyOf(buffer, n));
          }
        }
      } catch (IOException e) {
        // A pipe that breaks has ended.
      }
      chunks.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public int read(byte[] buffer, int timeoutMillis) throws IOException {
    if (position == current.length && !ended) {
      try {
        byte[] next = chunks.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        if (next == null) {
          return 0;
        }
        ended = next == END;
        current = next;
        position = 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    if (ended) {
      return -1;
    }
    int n = Math.min(buffer.length, current.length - position);
    System.arraycopy(current, position, buffer, 0, n);
    position += n;
    return n;
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      out.close();
      in.close();
    } catch (IOException e) {
      // The process may be gone; closing its pipes is all that was wanted.
    }
  }
}
