package dev.reprise.host.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Loses, doubles, swaps and changes bytes in both directions, each with its own probability, from a seed. */
final class FaultyTransport implements Transport {
  private final Transport inner;
  private final Random random;
  private final double each;
  long faults;

  /** @param each probability, per byte, of each of the four faults */
  FaultyTransport(Transport inner, long seed, double each) {
    this.inner = inner;
    this.random = new Random(seed);
    this.each = each;
  }

  private byte[] spoil(byte[] bytes, int count) {
    byte[] in = Arrays.copyOf(bytes, count);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      double p = random.nextDouble() / each;
      if (p < 4) {
        faults++;
      }
      if (p < 1) {
        continue;
      }
      if (p < 2) {
        out.write(in[i]);
      } else if (p < 3 && i + 1 < count) {
        byte swap = in[i + 1];
        in[i + 1] = in[i];
        in[i] = swap;
      } else if (p < 4) {
        in[i] ^= (byte) (1 << random.nextInt(8));
      }
      out.write(in[i]);
    }
    return out.toByteArray();
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    inner.write(spoil(bytes, bytes.length));
  }

  @Override
  public int read(byte[] buffer, int timeoutMillis) throws IOException {
    // Doubled bytes need room.
    byte[] half = new byte[buffer.length / 2];
    int n = inner.read(half, timeoutMillis);
    if (n <= 0) {
      return n;
    }
    byte[] spoiled = spoil(half, n);
    System.arraycopy(spoiled, 0, buffer, 0, spoiled.length);
    return spoiled.length;
  }

  @Override
  public void close() {
    inner.close();
  }
}
