package dev.reprise.host.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the payload of a request; its size is known beforehand, so that a wrong layout fails at once. */
final class Payload {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  static final byte[] EMPTY = new byte[0];

  private final ByteBuffer out;

  private Payload(int bytes) {
    out = ByteBuffer.allocate(bytes).order(ORDER);
  }

  static Payload of(int bytes) {
    return new Payload(bytes);
  }

  Payload u8(int value) {
    out.put((byte) value);
    return this;
  }

  Payload u16(int value) {
    if (value < 0 || value > 0xffff) {
      throw new IllegalArgumentException(value + " does not fit 16 bits");
    }
    out.putShort((short) value);
    return this;
  }

  Payload i32(int value) {
    out.putInt(value);
    return this;
  }

  Payload i64(long value) {
    out.putLong(value);
    return this;
  }

  Payload f32(float value) {
    out.putFloat(value);
    return this;
  }

  Payload bytes(byte[] bytes) {
    return bytes(bytes, 0, bytes.length);
  }

  Payload bytes(byte[] bytes, int offset, int count) {
    out.put(bytes, offset, count);
    return this;
  }

  byte[] done() {
    if (out.hasRemaining()) {
      throw new IllegalStateException(out.remaining() + " bytes missing");
    }
    return out.array();
  }
}
