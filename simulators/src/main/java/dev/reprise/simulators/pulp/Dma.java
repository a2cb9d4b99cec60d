package dev.reprise.simulators.pulp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * mchan: transfers between L1 and L2, in order, one engine. A transfer is three words (length and flags, L1 address, L2 address), and for
 * a strided L2 side (bit 19) the bytes of a row and the distance between rows. Its data moves when it ends; it does not compete for banks.
 */
final class Dma implements Agenda.Unit {
  private static final int COUNTERS = 16;
  private static final int LENGTH = 0x1ffff;
  private static final int TO_L1 = 1 << 17;
  private static final int INCREMENT = 1 << 18;
  private static final int STRIDED = 1 << 19;
  private static final int EVENT = 1 << 20;
  private static final int BROADCAST = 1 << 22;
  private static final int STRIDED_L1 = 1 << 23;

  private record Transfer(Core core, int counter, int command, int l1, int l2, int row, int stride, long start, long end) {}

  private final List<Core> cores;
  private final EventUnit events;
  private final Agenda agenda;
  private final int bytesPerCycle;
  private final int[][] words;
  private final int[] collected;
  private final int[] counter;
  private final int[] pending = new int[COUNTERS];
  private final Deque<Transfer> queue = new ArrayDeque<>();
  private int allocated;
  private long free;
  private long bytesMoved;
  private long busyCycles;
  private long hiddenCycles;

  Dma(List<Core> cores, PulpConfig config, EventUnit events, Agenda agenda) {
    int count = config.clusterCores();
    this.cores = cores;
    this.bytesPerCycle = config.dmaBytesPerCycle();
    this.events = events;
    this.agenda = agenda;
    words = new int[count][5];
    collected = new int[count];
    counter = new int[count];
  }

  long bytesMoved() {
    return bytesMoved;
  }

  /** Cycles in which data moved, without set-up. */
  long busyCycles() {
    return busyCycles;
  }

  /** Those of them in which a worker was awake. */
  long hiddenCycles() {
    return hiddenCycles;
  }

  boolean idle() {
    return queue.isEmpty();
  }

  /** A worker is awake in the cycles from {@code first} to before {@code end}. */
  void hide(long first, long end) {
    for (Transfer t : queue) {
      if (t.start() >= end) {
        break;
      }
      hiddenCycles += Math.max(0, Math.min(end, t.end()) - Math.max(first, t.start()));
    }
  }

  int load(Core c, int offset) {
    if (offset == 0) {
      return allocate(c);
    }
    if (offset != 4) {
      throw new Trap(String.format("DMA has no register at +0x%x", offset));
    }
    int busy = 0;
    for (int n = 0; n < COUNTERS; n++) {
      busy |= pending[n] != 0 ? 1 << n : 0;
    }
    return busy;
  }

  private int allocate(Core c) {
    int id = Integer.numberOfTrailingZeros(~allocated);
    if (id >= COUNTERS) {
      throw new Trap("all 16 DMA transfer identifiers are in use: free them when transfers are done");
    }
    allocated |= 1 << id;
    counter[c.index] = id;
    return id;
  }

  void store(Core c, int offset, int value) {
    if (offset == 4) {
      allocated &= ~value;
      return;
    }
    if (offset != 0) {
      throw new Trap(String.format("DMA has no register at +0x%x", offset));
    }
    int n = c.index;
    int[] w = words[n];
    w[collected[n]++] = value;
    if (collected[n] == ((w[0] & STRIDED) != 0 ? 5 : 3)) {
      collected[n] = 0;
      submit(c, w);
    }
  }

  private void submit(Core c, int[] w) {
    int length = w[0] & LENGTH;
    boolean strided = (w[0] & STRIDED) != 0;
    int row = strided ? w[3] : length;
    if ((w[0] & INCREMENT) == 0 || (w[0] & STRIDED_L1) != 0 || length == 0 || row <= 0) {
      throw new Trap(String.format("DMA command 0x%08x: empty, not incrementing, or strided on the L1 side", w[0]));
    }
    int rows = (length + row - 1) / row;
    int l1 = Bus.global(c, w[1]) - Bus.L1_BASE;
    int l2 = w[2] - Bus.L2_BASE;
    int stride = strided ? w[4] : 0;
    long lastRow = l2 + (long) (rows - 1) * stride;
    boolean inside = Math.min(l2, lastRow) >= 0 && Math.max(l2, lastRow) + row <= c.bus.l2.size;
    if (!c.bus.l1.holds(l1, length) || !inside) {
      throw new Trap(String.format("DMA of %d bytes between L1 0x%08x and L2 0x%08x leaves the memory", length, w[1], w[2]));
    }
    long cycles = 0;
    for (int at = 0; at < length; at += row) {
      cycles += (Math.min(row, length - at) + bytesPerCycle - 1) / bytesPerCycle;
    }
    // the set-up of one transfer overlaps the data of the one before
    free = Math.max(c.now + Timing.DMA_SETUP, free) + cycles;
    busyCycles += cycles;
    bytesMoved += length;
    pending[counter[c.index]]++;
    queue.add(new Transfer(c, counter[c.index], w[0], l1, l2, row, stride, free - cycles, free));
    agenda.expect(queue.peek().end());
  }

  @Override
  public long next() {
    return queue.isEmpty() ? Agenda.NEVER : queue.peek().end();
  }

  @Override
  public void advance(long cycle) {
    while (next() <= cycle) {
      Transfer t = queue.remove();
      move(t);
      pending[t.counter()]--;
      if ((t.command() & EVENT) != 0) {
        for (Core c : cores) {
          if (c == t.core() || c.inCluster && (t.command() & BROADCAST) != 0) {
            events.raise(c, EventUnit.DMA_EVENT, t.end());
          }
        }
      }
    }
  }

  private static void move(Transfer t) {
    Ram l1 = t.core().bus.l1;
    Ram l2 = t.core().bus.l2;
    int length = t.command() & LENGTH;
    int line = 0;
    for (int at = 0; at < length; at += t.row(), line += t.stride()) {
      int bytes = Math.min(t.row(), length - at);
      if ((t.command() & TO_L1) != 0) {
        l1.write(t.l1() + at, l2.read(t.l2() + line, bytes));
      } else {
        l2.write(t.l2() + line, l1.read(t.l1() + at, bytes));
      }
    }
  }
}
