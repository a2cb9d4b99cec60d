package dev.reprise.simulators.pulp;

import java.util.List;

/**
 * mchan: transfers between L1 and L2, each direction by itself ({@link DmaChannel}). A transfer is three words (length and flags, L1 address, L2 address), and for a strided L2 side (bit 19) the bytes
 * of a row and the distance between rows. Its data moves when it ends.
 */
final class Dma implements Agenda.Unit, DmaChannel.Listener {
  private static final int IDENTIFIERS = 16;
  private static final int LENGTH = 0x1ffff;
  private static final int TO_L1 = 1 << 17;
  private static final int INCREMENT = 1 << 18;
  private static final int STRIDED = 1 << 19;
  private static final int EVENT = 1 << 20;
  private static final int BROADCAST = 1 << 22;
  private static final int STRIDED_L1 = 1 << 23;

  private final List<Core> cores;
  private final int workers;
  private final EventUnit events;
  private final Agenda agenda;
  private final DmaChannel toL1;
  private final DmaChannel toL2;
  private final int[][] words;
  private final int[] collected;
  private final int[] identifier;
  private final int[] pending = new int[IDENTIFIERS];
  private int allocated;
  private long done;
  private long bytesMoved;
  private long busyCycles;
  private long hiddenCycles;

  Dma(List<Core> cores, PulpConfig config, Banks banks, EventUnit events, Agenda agenda) {
    int count = config.clusterCores();
    this.cores = cores;
    this.events = events;
    this.agenda = agenda;
    workers = config.workers();
    toL1 = new DmaChannel(true, config.dmaBytesPerCycle(), banks, this);
    toL2 = new DmaChannel(false, config.dmaBytesPerCycle(), banks, this);
    words = new int[count][5];
    collected = new int[count];
    identifier = new int[count];
  }

  long bytesMoved() {
    return bytesMoved;
  }

  /** Cycles in which data went into L1 or out of it. */
  long busyCycles() {
    return busyCycles;
  }

  /** Those of them in which a worker was awake. */
  long hiddenCycles() {
    return hiddenCycles;
  }

  int load(Core c, int offset) {
    if (offset == 0) {
      return allocate(c);
    }
    if (offset != 4) {
      throw new Trap(String.format("DMA has no register at +0x%x", offset));
    }
    int busy = 0;
    for (int n = 0; n < IDENTIFIERS; n++) {
      busy |= pending[n] != 0 ? 1 << n : 0;
    }
    return busy;
  }

  private int allocate(Core c) {
    int id = Integer.numberOfTrailingZeros(~allocated);
    if (id >= IDENTIFIERS) {
      throw new Trap("all 16 DMA transfer identifiers are in use: free them when transfers are done");
    }
    allocated |= 1 << id;
    identifier[c.index] = id;
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
    int id = identifier[c.index];
    DmaTransfer t = new DmaTransfer(c, id, w[0], length, Bus.global(c, w[1]) - Bus.L1_BASE, w[2] - Bus.L2_BASE, row, strided ? w[4] : 0);
    if (!t.inside()) {
      throw new Trap(String.format("DMA of %d bytes between L1 0x%08x and L2 0x%08x leaves the memory", length, w[1], w[2]));
    }
    pending[id]++;
    bytesMoved += length;
    done = Math.max(done, c.now);
    ((w[0] & TO_L1) != 0 ? toL1 : toL2).add(t, c.now);
    agenda.expect(next());
  }

  @Override
  public long next() {
    return Math.min(toL1.next(done), toL2.next(done));
  }

  @Override
  public void advance(long cycle) {
    // the end of a transfer wakes cores, later
    boolean awake = workersAwake();
    if (toL1.advance(cycle) | toL2.advance(cycle)) {
      busyCycles++;
      hiddenCycles += awake ? 1 : 0;
    }
    done = cycle;
  }

  private boolean workersAwake() {
    for (int n = 0; n < workers; n++) {
      if (!cores.get(n).asleep()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void ended(DmaTransfer t, long at) {
    pending[t.identifier()]--;
    if ((t.command() & EVENT) != 0) {
      for (Core c : cores) {
        if (c == t.core() || c.inCluster && (t.command() & BROADCAST) != 0) {
          events.raise(c, EventUnit.DMA_EVENT, at);
        }
      }
    }
  }
}
