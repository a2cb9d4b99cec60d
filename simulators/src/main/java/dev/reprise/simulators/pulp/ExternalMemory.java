package dev.reprise.simulators.pulp;

/** L3: bytes that no core reaches, only {@link HyperBus}. What was never written is zero and takes no memory of the host. */
final class ExternalMemory {
  /** Where images and reports name it; the bus itself counts from 0. */
  static final int BASE = 0x80000000;

  private static final int PAGE_BITS = 16;
  private static final int PAGE = 1 << PAGE_BITS;

  final int size;
  private final byte[][] pages;

  ExternalMemory(int size) {
    this.size = size;
    pages = new byte[(size + PAGE - 1) >>> PAGE_BITS][];
  }

  /** Whether all bytes lie here; {@code offset} may be any value. */
  boolean holds(long offset, long bytes) {
    return offset >= 0 && offset <= size - bytes;
  }

  /** Whether an address lies where L3 is named, in the largest one there can be. */
  static boolean isNear(int address) {
    return address >>> 30 == BASE >>> 30;
  }

  void write(int offset, byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      int at = offset + done;
      int count = Math.min(bytes.length - done, PAGE - (at & PAGE - 1));
      if (pages[at >>> PAGE_BITS] == null) {
        pages[at >>> PAGE_BITS] = new byte[PAGE];
      }
      System.arraycopy(bytes, done, pages[at >>> PAGE_BITS], at & PAGE - 1, count);
      done += count;
    }
  }

  byte[] read(int offset, int bytes) {
    byte[] copy = new byte[bytes];
    for (int done = 0; done < bytes; ) {
      int at = offset + done;
      int count = Math.min(bytes - done, PAGE - (at & PAGE - 1));
      byte[] page = pages[at >>> PAGE_BITS];
      if (page != null) {
        System.arraycopy(page, at & PAGE - 1, copy, done, count);
      }
      done += count;
    }
    return copy;
  }
}
