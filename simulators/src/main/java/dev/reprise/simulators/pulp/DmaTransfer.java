package dev.reprise.simulators.pulp;

/**
 * A transfer between L1 and L2: {@code length} bytes that follow each other in L1, in rows of {@code row} bytes whose starts lie {@code stride} apart in L2.
 *
 * @param core that asked for it
 * @param identifier under which it was asked for
 * @param command its first word, with the flags
 * @param l1 offset in L1
 * @param l2 offset in L2
 */
record DmaTransfer(Core core, int identifier, int command, int length, int l1, int l2, int row, int stride) {
  /** Moves its bytes, all at once. */
  void move(boolean toL1) {
    Ram near = core.bus.l1;
    Ram far = core.bus.l2;
    int line = 0;
    for (int at = 0; at < length; at += row, line += stride) {
      int bytes = Math.min(row, length - at);
      if (toL1) {
        near.write(l1 + at, far.read(l2 + line, bytes));
      } else {
        far.write(l2 + line, near.read(l1 + at, bytes));
      }
    }
  }

  /** Whether all of it lies in the memories. */
  boolean inside() {
    int rows = (length + row - 1) / row;
    long lastRow = l2 + (long) (rows - 1) * stride;
    return core.bus.l1.holds(l1, length) && Math.min(l2, lastRow) >= 0 && Math.max(l2, lastRow) + row <= core.bus.l2.size;
  }
}
