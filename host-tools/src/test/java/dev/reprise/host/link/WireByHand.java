package dev.reprise.host.link;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire format of docs/link.md a second time, bit by bit and sharing nothing with the code under test: the oracle of the link tests and
 * the wire of {@link SimulatedDevice}.
 */
final class WireByHand {
  private WireByHand() {}

  /** CRC-32 one bit at a time. */
  static long crc(List<Integer> bytes) {
    long crc = 0xffffffffL;
    for (int b : bytes) {
      crc ^= b;
      for (int i = 0; i < 8; i++) {
        crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xedb88320L : crc >> 1;
      }
    }
    return crc ^ 0xffffffffL;
  }

  /** COBS as its paper tells it: cut at the zeros, then write each piece with its length, pieces over 254 bytes cut further. */
  static List<Integer> cobs(List<Integer> data) {
    List<List<Integer>> pieces = new ArrayList<>();
    pieces.add(new ArrayList<>());
    for (int b : data) {
      if (b == 0) {
        pieces.add(new ArrayList<>());
      } else {
        pieces.get(pieces.size() - 1).add(b);
      }
    }
    List<Integer> out = new ArrayList<>();
    for (List<Integer> piece : pieces) {
      List<Integer> rest = piece;
      boolean last = piece == pieces.get(pieces.size() - 1);
      while (rest.size() > 254 || (rest.size() == 254 && !last)) {
        out.add(255);
        out.addAll(rest.subList(0, 254));
        rest = rest.subList(254, rest.size());
      }
      if (rest.size() == 254) {
        out.add(255);
        out.addAll(rest);
      } else {
        out.add(rest.size() + 1);
        out.addAll(rest);
      }
    }
    return out;
  }

  /** The reverse; null where {@code coded} is no code. */
  static List<Integer> uncobs(List<Integer> coded) {
    List<Integer> out = new ArrayList<>();
    int i = 0;
    while (i < coded.size()) {
      int n = coded.get(i);
      if (n == 0 || i + n > coded.size()) {
        return null;
      }
      out.addAll(coded.subList(i + 1, i + n));
      i += n;
      if (n != 255 && i < coded.size()) {
        out.add(0);
      }
    }
    return out;
  }

  static byte[] frame(int version, int type, int seq, byte[] payload) {
    List<Integer> raw = new ArrayList<>(List.of(version, type, seq & 255, seq >> 8));
    for (byte b : payload) {
      raw.add(b & 255);
    }
    long crc = crc(raw);
    for (int i = 0; i < 4; i++) {
      raw.add((int) (crc >> 8 * i) & 255);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cobs(raw).forEach(out::write);
    out.write(0);
    return out.toByteArray();
  }

  /** Header and payload of a frame, null for anything else. */
  static List<Integer> unframe(List<Integer> coded) {
    List<Integer> raw = uncobs(coded);
    if (raw == null || raw.size() < 8 || raw.size() > 72) {
      return null;
    }
    List<Integer> body = raw.subList(0, raw.size() - 4);
    long crc = 0;
    for (int i = 0; i < 4; i++) {
      crc |= (long) raw.get(raw.size() - 4 + i) << 8 * i;
    }
    return crc == crc(body) ? body : null;
  }
}
