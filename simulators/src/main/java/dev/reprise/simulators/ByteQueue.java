package dev.reprise.simulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A byte stream from one thread to another, without limit. Reading waits; after {@link #close} it ends. */
final class ByteQueue {
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private int position;
  private boolean closed;

  final InputStream in =
      new InputStream() {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
          return take(to, offset, length);
        }

        @Override
        public void close() {
          ByteQueue.this.close();
        }
      };

  final OutputStream out =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          put(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          put(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void close() {
          ByteQueue.this.close();
        }
      };

  private synchronized void put(byte[] bytes) throws IOException {
    if (closed) {
      throw new IOException("the other side has closed");
    }
    if (bytes.length > 0) {
      chunks.add(bytes);
      notifyAll();
    }
  }

  private synchronized int take(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (chunks.isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (chunks.isEmpty()) {
      return -1;
    }
    byte[] first = chunks.peek();
    int n = Math.min(length, first.length - position);
    System.arraycopy(first, position, to, offset, n);
    position += n;
    if (position == first.length) {
      chunks.remove();
      position = 0;
    }
    return n;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
