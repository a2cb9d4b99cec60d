package dev.reprise.simulators.pulp;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of the DMA, as in GVSoC's model of mchan: transfers in order, in bursts of at most 256 bytes of a row, of which 8 are under way at a time; two ports to L1, each for one word a cycle
 * where the word's bank is free.
 * To L1, a burst is asked for each cycle and written as it comes; from L1, a burst is read, then sent while the next one is read, a cycle lying between them.
 */
final class DmaChannel {
  private static final int BURST_BYTES = 256;
  private static final int BURSTS = 8;
  private static final int WORD = 4;

  /** What hears of the end of a transfer. */
  interface Listener {
    /** {@code t} is done and its data where it belongs, at cycle {@code at}. */
    void ended(DmaTransfer t, long at);
  }

  private record Begun(DmaTransfer transfer, long from) {}

  private static final class Burst {
    final DmaTransfer transfer;
    final boolean last;
    int l1;
    int bytes;
    /** When its data can be written to L1, or is in L2. */
    long ready;

    Burst(DmaTransfer transfer, int position, int bytes) {
      this.transfer = transfer;
      this.bytes = bytes;
      l1 = transfer.l1() + position;
      last = position + bytes == transfer.length();
    }
  }

  private final boolean toL1;
  private final int portBytes;
  private final long[] portFree;
  private final Banks banks;
  private final Listener listener;
  private final Deque<Begun> queue = new ArrayDeque<>();
  private final Deque<Burst> underWay = new ArrayDeque<>();
  /** From L1: what is being read there. */
  private Burst reading;
  private int position;
  private long nextBurst;

  DmaChannel(boolean toL1, int bytesPerCycle, Banks banks, Listener listener) {
    this.toL1 = toL1;
    this.banks = banks;
    this.listener = listener;
    portBytes = Math.min(WORD, bytesPerCycle);
    portFree = new long[(bytesPerCycle + WORD - 1) / WORD];
  }

  /** Takes a transfer whose last word was written at cycle {@code now}. */
  void add(DmaTransfer t, long now) {
    queue.add(new Begun(t, now + Timing.DMA_SETUP - Timing.DMA_BURST));
  }

  /** Not before this cycle is there anything to do; {@code cycle} is done. */
  long next(long cycle) {
    long next = Agenda.NEVER;
    if (reading != null || toL1 && !underWay.isEmpty() && underWay.peek().ready <= cycle) {
      return cycle + 1;
    }
    if (!underWay.isEmpty()) {
      next = underWay.peek().ready;
    }
    if (!queue.isEmpty() && underWay.size() < BURSTS) {
      next = Math.min(next, Math.max(nextBurst, queue.peek().from));
    }
    return Math.max(cycle + 1, next);
  }

  /** Does what is due at {@code cycle}; true where data went into L1 or out of it. */
  boolean advance(long cycle) {
    boolean moved;
    if (toL1) {
      moved = write(cycle);
      if (mayBegin(cycle)) {
        Burst b = begin(cycle + 1);
        b.ready = cycle + Timing.DMA_BURST;
        underWay.add(b);
      }
    } else {
      while (!underWay.isEmpty() && underWay.peek().ready <= cycle) {
        end(underWay.remove(), cycle);
      }
      if (reading == null && mayBegin(cycle)) {
        reading = begin(cycle);
      }
      moved = read(cycle);
    }
    return moved;
  }

  private boolean mayBegin(long cycle) {
    return !queue.isEmpty() && underWay.size() < BURSTS && Math.max(nextBurst, queue.peek().from) <= cycle;
  }

  private Burst begin(long next) {
    DmaTransfer t = queue.peek().transfer;
    int ofRow = Math.min(t.row() - position % t.row(), t.length() - position);
    Burst b = new Burst(t, position, Math.min(BURST_BYTES, ofRow));
    position += b.bytes;
    nextBurst = next;
    if (b.last) {
      queue.remove();
      position = 0;
    }
    return b;
  }

  private boolean write(long cycle) {
    boolean moved = false;
    for (int port = 0; port < portFree.length; port++) {
      Burst b = underWay.peek();
      if (b == null || b.ready > cycle || portFree[port] > cycle) {
        continue;
      }
      word(b, port, cycle);
      moved = true;
      if (b.bytes == 0) {
        end(underWay.remove(), portFree[port]);
      }
    }
    return moved;
  }

  private boolean read(long cycle) {
    boolean moved = false;
    for (int port = 0; port < portFree.length && reading != null; port++) {
      if (portFree[port] > cycle) {
        continue;
      }
      word(reading, port, cycle);
      moved = true;
      if (reading.bytes == 0) {
        reading.ready = portFree[port] + Timing.DMA_BURST;
        underWay.add(reading);
        reading = null;
        nextBurst = cycle + 2;
      }
    }
    return moved;
  }

  /** Moves one word of {@code b} through a port. */
  private void word(Burst b, int port, long cycle) {
    int bytes = Math.min(b.bytes, portBytes - b.l1 % portBytes);
    portFree[port] = cycle + 1 + banks.take(b.l1, cycle);
    b.l1 += bytes;
    b.bytes -= bytes;
  }

  private void end(Burst b, long at) {
    if (b.last) {
      b.transfer.move(toL1);
      listener.ended(b.transfer, at);
    }
  }
}
