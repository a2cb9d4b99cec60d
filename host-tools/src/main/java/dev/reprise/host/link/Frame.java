package dev.reprise.host.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * One frame of docs/link.md.
 *
 * @param fromDevice direction
 * @param type {@link Request#code} or an answer's type
 * @param seq 0..65535
 * @param payload at most {@link #MAX_PAYLOAD} bytes
 */
record Frame(boolean fromDevice, int type, int seq, byte[] payload) {
  static final int MAX_PAYLOAD = 64;

  /** Types a device sends. */
  static final int PROGRESS = 0x40;

  static final int NAK = 0x41;
  static final int RESPONSE = 0x42;
  static final int LOG = 0x43;

  private static final int HEADER_BYTES = 4;
  private static final int CRC_BYTES = 4;

  /** Bytes of the longest frame on the wire, without the zero at its end. */
  static final int MAX_CODED = HEADER_BYTES + MAX_PAYLOAD + CRC_BYTES + 1;

  private static final int TO_DEVICE = 0x01;
  private static final int FROM_DEVICE = 0x81;

  Frame {
    if (payload.length > MAX_PAYLOAD) {
      throw new IllegalArgumentException("payload of " + payload.length + " bytes");
    }
  }

  /** The frame on the wire, with the zero at its end. */
  byte[] encode() {
    ByteBuffer raw = ByteBuffer.allocate(HEADER_BYTES + payload.length + CRC_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.put((byte) (fromDevice ? FROM_DEVICE : TO_DEVICE)).put((byte) type).putShort((short) seq).put(payload);
    raw.putInt(crc(raw.array(), raw.position()));
    byte[] coded = Cobs.encode(raw.array());
    return Arrays.copyOf(coded, coded.length + 1);
  }

  /** The frame that stands in the first {@code length} bytes of {@code coded} (no zero at the end), or null where they are none. */
  static Frame decode(byte[] coded, int length) {
    byte[] raw = Cobs.decode(coded, length);
    if (raw == null || raw.length < HEADER_BYTES + CRC_BYTES || raw.length > HEADER_BYTES + MAX_PAYLOAD + CRC_BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    int crcAt = raw.length - CRC_BYTES;
    int direction = raw[0] & 0xff;
    if (in.getInt(crcAt) != crc(raw, crcAt) || (direction != TO_DEVICE && direction != FROM_DEVICE)) {
      return null;
    }
    return new Frame(direction == FROM_DEVICE, raw[1] & 0xff, in.getShort(2) & 0xffff, Arrays.copyOfRange(raw, HEADER_BYTES, crcAt));
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
