package dev.reprise.simulators.pulp;

import java.nio.charset.StandardCharsets;

/**
 * Calls to the host (RISC-V semihosting 0.2 with the operations of Arm's): open, close, write and read of one file, the link. As GVSoC does, a
 * read waits until it has all the bytes that were asked for. No cycle passes meanwhile.
 */
final class Semihosting {
  private static final int ENTRY = 0x01f01013;
  private static final int EXIT = 0x40705013;
  private static final int OPERATION = 10;
  private static final int ARGUMENT = 11;
  private static final int FILE = 3;
  private static final int MOST_BYTES = 1 << 20;

  private final Ram l2;
  private final HostLink link;

  Semihosting(Ram l2, HostLink link) {
    this.l2 = l2;
    this.link = link;
  }

  /** The ebreak at which {@code c} stands: a call where the two instructions around it say so, else a trap. */
  void breakpoint(Core c) {
    int at = c.pc - Bus.L2_BASE;
    if (!l2.holds(at - 4, 12) || l2.load(at - 4, 4) != ENTRY || l2.load(at + 4, 4) != EXIT) {
      throw new Trap("ebreak");
    }
    int operation = c.x[OPERATION];
    int block = c.x[ARGUMENT];
    c.x[OPERATION] =
        switch (operation) {
          case 0x01 -> open(word(block, 0), word(block, 2));
          case 0x02 -> word(block, 0) == FILE ? 0 : -1;
          case 0x05 -> write(word(block, 0), word(block, 1), word(block, 2));
          case 0x06 -> read(word(block, 0), word(block, 1), word(block, 2));
          default -> throw new Trap(String.format("semihosting operation 0x%02x is not there", operation));
        };
  }

  private int open(int name, int length) {
    return new String(bytes(name, length), StandardCharsets.UTF_8).equals(link.name()) ? FILE : -1;
  }

  /** The number of bytes that were not written. */
  private int write(int file, int from, int count) {
    return file == FILE && link.write(bytes(from, count)) ? 0 : count;
  }

  /** The number of bytes that were not read: all of them where the other side has closed. */
  private int read(int file, int to, int count) {
    byte[] there = bytes(to, count);
    int n = 0;
    for (int b = 0; file == FILE && n < count; n++) {
      b = link.read();
      if (b < 0) {
        break;
      }
      there[n] = (byte) b;
    }
    l2.write(to - Bus.L2_BASE, there);
    return count - n;
  }

  private int word(int block, int index) {
    int at = block + 4 * index;
    if (!l2.holds(at - Bus.L2_BASE, 4)) {
      throw Trap.access("semihosting", at, 4);
    }
    return l2.load(at - Bus.L2_BASE, 4);
  }

  private byte[] bytes(int address, int count) {
    if (count < 0 || count > MOST_BYTES || !l2.holds(address - Bus.L2_BASE, count)) {
      throw Trap.access("semihosting", address, count);
    }
    return l2.read(address - Bus.L2_BASE, count);
  }
}
