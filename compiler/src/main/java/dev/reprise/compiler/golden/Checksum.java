package dev.reprise.compiler.golden;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** CRC-32 of tensors (docs/numerics.md, N10). */
public final class Checksum {
  private static final int CANONICAL_NAN = 0x7fc00000;

  private Checksum() {}

  public static int of(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Of the little-endian bytes, every NaN as 0x7fc00000. */
  public static int of(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : values) {
      buffer.putInt(Float.isNaN(v) ? CANONICAL_NAN : Float.floatToRawIntBits(v));
    }
    return of(buffer.array());
  }
}
