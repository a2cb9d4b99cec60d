package dev.reprise.host.link;

import java.util.Arrays;

/**
 * Consistent Overhead Byte Stuffing (Cheshire and Baker, IEEE/ACM Transactions on Networking 7(2), 1999): bytes without zeros, one byte
 * longer for up to 254 bytes of data. The zero that ends a frame is not part of it.
 */
final class Cobs {
  private static final int LONGEST_RUN = 254;

  private Cobs() {}

  static byte[] encode(byte[] data) {
    byte[] out = new byte[data.length + data.length / LONGEST_RUN + 1];
    int codeAt = 0;
    int end = 1;
    for (int i = 0; i < data.length; i++) {
      if (data[i] != 0) {
        out[end++] = data[i];
      }
      boolean full = end - codeAt == LONGEST_RUN + 1;
      if (data[i] == 0 || (full && i + 1 < data.length)) {
        out[codeAt] = (byte) (end - codeAt);
        codeAt = end++;
      }
    }
    out[codeAt] = (byte) (end - codeAt);
    return Arrays.copyOf(out, end);
  }

  /** The data of the first {@code length} bytes of {@code coded}, or null where they are no code. */
  static byte[] decode(byte[] coded, int length) {
    byte[] out = new byte[length];
    int end = 0;
    int at = 0;
    while (at < length) {
      int code = coded[at++] & 0xff;
      if (code == 0 || at + code - 1 > length) {
        return null;
      }
      for (int k = 1; k < code; k++) {
        if (coded[at] == 0) {
          return null;
        }
        out[end++] = coded[at++];
      }
      if (code <= LONGEST_RUN && at < length) {
        out[end++] = 0;
      }
    }
    return length == 0 ? null : Arrays.copyOf(out, end);
  }
}
