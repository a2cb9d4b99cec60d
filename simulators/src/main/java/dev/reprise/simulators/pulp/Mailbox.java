package dev.reprise.simulators.pulp;

/**
 * The host's side of a link through memory (docs/link.md): two rings in L2 that the firmware has under the name {@link #SYMBOL}. A byte is handed over when the firmware waits for one, and simulated time
 * stands still until there is one: so a run takes the same cycles whenever the host sends.
 */
final class Mailbox {
  static final String SYMBOL = "rp_mailbox";

  /** Cycles from one look to the next. */
  private static final int PERIOD = 128;

  private static final int MAGIC = 0x424d5052;
  private static final int RING_BYTES = 4;
  private static final int WAITING = 8;
  private static final int CLOSED = 12;
  private static final int DEVICE_IN = 16;
  private static final int DEVICE_OUT = 20;
  private static final int HOST_IN = 24;
  private static final int HOST_OUT = 28;
  private static final int RINGS = 32;

  private final Ram l2;
  private final int base;
  private final HostLink link;
  private long next;

  /** @param address of the symbol */
  Mailbox(Ram l2, int address, HostLink link) {
    this.l2 = l2;
    this.base = address - Bus.L2_BASE;
    this.link = link;
  }

  /** Takes what the firmware has sent and, where it waits, gives it a byte. */
  void serve(long cycle) {
    if (cycle < next || word(0) != MAGIC) {
      return;
    }
    next = cycle + PERIOD;
    take();
    if (word(WAITING) != 0 && word(CLOSED) == 0 && word(DEVICE_IN) == word(DEVICE_OUT)) {
      give(link.read());
    }
  }

  private void take() {
    int count = word(HOST_IN) - word(HOST_OUT);
    if (count > 0) {
      byte[] bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = l2.read(base + RINGS + word(RING_BYTES) + at(word(HOST_OUT) + i), 1)[0];
      }
      put(HOST_OUT, word(HOST_IN));
      if (!link.write(bytes)) {
        put(CLOSED, 1);
      }
    }
  }

  private void give(int b) {
    if (b < 0) {
      put(CLOSED, 1);
      return;
    }
    l2.write(base + RINGS + at(word(DEVICE_IN)), new byte[] {(byte) b});
    put(DEVICE_IN, word(DEVICE_IN) + 1);
  }

  /** Where in a ring the byte of that number is. */
  private int at(int number) {
    return Integer.remainderUnsigned(number, word(RING_BYTES));
  }

  private int word(int offset) {
    return l2.load(base + offset, 4);
  }

  private void put(int offset, int value) {
    l2.store(base + offset, 4, value);
  }
}
