package dev.reprise.simulators.pulp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The uDMA channel of a HyperRAM: transfers between L2 and L3 while cores run. Registers as in PULP's udma_hyper with several transaction identifiers: eight blocks of
 * them, one for each identifier, and a common one. A write of a configuration register with {@link #ENABLE} queues the transfer that the other registers of its block
 * describe. The one bus serves transfers in the order in which they were queued; data moves when a transfer ends, which sends event 27 to all cores of the cluster.
 */
final class HyperBus implements Agenda.Unit {
  static final int BASE = 0x1a102480;
  static final int BYTES = 0x480;

  private static final int IDENTIFIERS = 8;
  private static final int BLOCK_BITS = 7;
  private static final int DEPTH = 8;
  private static final int ENABLE = 1 << 4;
  private static final int FREE_IDENTIFIER = 0x24;

  /** Words of a block. */
  private static final int RX_ADDRESS = 0;
  private static final int RX_CONFIG = 2;
  private static final int TX_ADDRESS = 3;
  private static final int TX_CONFIG = 5;
  private static final int EXTERNAL_ADDRESS = 7;
  private static final int STATUS = 9;
  private static final int EXTERNAL_ROWS = 10;
  private static final int L2_ROWS = 13;
  private static final int REGISTERS = 16;

  /** One side of a transfer: {@code row} bytes in succession, {@code stride} from the start of a row to that of the next. */
  private record Side(long offset, int row, int stride) {
    long at(int position) {
      return offset + (long) (position / row) * stride + position % row;
    }

    boolean within(int bytes, int size) {
      long lastRow = offset + (long) ((bytes - 1) / row) * stride;
      long end = Math.max(offset + Math.min(row, bytes), lastRow + (bytes - 1) % row + 1);
      return Math.min(offset, lastRow) >= 0 && end <= size;
    }
  }

  private record Transfer(int identifier, boolean toL2, int bytes, Side external, Side inner, long end) {}

  private final ExternalMemory memory;
  private final Ram l2;
  private final double bytesPerCycle;
  private final Agenda agenda;
  private final EventUnit events;
  private final int[][] registers = new int[IDENTIFIERS][REGISTERS];
  private final int[] pending = new int[IDENTIFIERS];
  private final Deque<Transfer> queue = new ArrayDeque<>();
  private long free;
  private long bytesMoved;
  private long busyCycles;

  HyperBus(ExternalMemory memory, Ram l2, double bytesPerCycle, Agenda agenda, EventUnit events) {
    this.memory = memory;
    this.l2 = l2;
    this.bytesPerCycle = bytesPerCycle;
    this.agenda = agenda;
    this.events = events;
  }

  long bytesMoved() {
    return bytesMoved;
  }

  /** Cycles in which the bus was taken, with the set-up of each row. */
  long busyCycles() {
    return busyCycles;
  }

  int load(int offset) {
    int block = block(offset);
    if (block == IDENTIFIERS) {
      if ((offset & (1 << BLOCK_BITS) - 1) != FREE_IDENTIFIER) {
        throw unknown(offset);
      }
      return freeIdentifier();
    }
    int word = word(offset);
    return word == STATUS ? pending[block] << 1 | (pending[block] != 0 ? 1 : 0) : registers[block][word];
  }

  void store(Core c, int offset, int value) {
    int block = block(offset);
    if (block == IDENTIFIERS) {
      throw unknown(offset);
    }
    int word = word(offset);
    registers[block][word] = value;
    if ((word == RX_CONFIG || word == TX_CONFIG) && (value & ENABLE) != 0) {
      submit(c, block, word == RX_CONFIG);
    }
  }

  private int block(int offset) {
    if (memory.size == 0) {
      throw new Trap("there is no L3: this cluster is configured without");
    }
    return offset >>> BLOCK_BITS;
  }

  private int word(int offset) {
    int word = (offset & (1 << BLOCK_BITS) - 1) >>> 2;
    if (word >= REGISTERS) {
      throw unknown(offset);
    }
    return word;
  }

  private static Trap unknown(int offset) {
    return new Trap(String.format("HyperBus has no such register at +0x%x", offset));
  }

  private int freeIdentifier() {
    int n = 0;
    while (n < IDENTIFIERS - 1 && pending[n] != 0) {
      n++;
    }
    return n;
  }

  private void submit(Core c, int block, boolean toL2) {
    int[] r = registers[block];
    int first = toL2 ? RX_ADDRESS : TX_ADDRESS;
    int bytes = r[first + 1];
    if (bytes <= 0 || pending[block] == DEPTH) {
      throw new Trap(String.format("HyperBus transfer of %d bytes, behind %d others of identifier %d (%d at most)", bytes, pending[block], block, DEPTH));
    }
    Side external = side(r, EXTERNAL_ROWS, r[EXTERNAL_ADDRESS], bytes);
    Side inner = side(r, L2_ROWS, r[first] - Bus.L2_BASE, bytes);
    if (!external.within(bytes, memory.size) || !inner.within(bytes, l2.size)) {
      throw new Trap(String.format("HyperBus transfer of %d bytes between L3 0x%08x and L2 0x%08x leaves the memory", bytes, r[EXTERNAL_ADDRESS], r[first]));
    }
    int rows = (bytes + external.row - 1) / external.row;
    long cycles = (long) rows * Timing.HYPER_SETUP + (long) Math.ceil(bytes / bytesPerCycle);
    free = Math.max(c.now, free) + cycles;
    busyCycles += cycles;
    bytesMoved += bytes;
    pending[block]++;
    queue.add(new Transfer(block, toL2, bytes, external, inner, free));
    agenda.expect(queue.peek().end());
  }

  /** As the three registers for rows say: whether there are any, the bytes of one, their distance. */
  private static Side side(int[] r, int rows, int address, int bytes) {
    boolean plain = (r[rows] & 1) == 0;
    if (!plain && r[rows + 1] <= 0) {
      throw new Trap("HyperBus transfer of rows of " + r[rows + 1] + " bytes");
    }
    return plain ? new Side(address, bytes, 0) : new Side(address, r[rows + 1], r[rows + 2]);
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
      pending[t.identifier()]--;
      events.toAll(EventUnit.SOC_EVENT, t.end());
    }
  }

  private void move(Transfer t) {
    for (int done = 0; done < t.bytes(); ) {
      int count = t.bytes() - done;
      for (Side side : List.of(t.external(), t.inner())) {
        count = Math.min(count, side.row() - done % side.row());
      }
      int outside = (int) t.external().at(done);
      int inside = (int) t.inner().at(done);
      if (t.toL2()) {
        l2.write(inside, memory.read(outside, count));
      } else {
        memory.write(outside, l2.read(inside, count));
      }
      done += count;
    }
  }
}
