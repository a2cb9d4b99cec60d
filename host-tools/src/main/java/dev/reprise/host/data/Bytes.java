package dev.reprise.host.data;

/** Unsigned bytes as numbers. */
final class Bytes {
  private Bytes() {}

  /** The bytes from {@code offset} on, each divided by {@code scale} in binary32. */
  static float[] toFloats(byte[] bytes, int offset, float scale) {
    float[] values = new float[bytes.length - offset];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes[offset + i] & 0xff) / scale;
    }
    return values;
  }
}
