package dev.reprise.simulators.pulp;

import java.util.List;

/** Events and hardware barriers of the cluster. A read of a waiting register puts the core to sleep until an event of its mask is there. */
final class EventUnit {
  static final int DMA_EVENT = 1 << 8;
  /** Of the first counter of the cluster's timer; the second's follows. */
  static final int TIMER_EVENT = 1 << 10;
  static final int BARRIER_EVENT = 1 << 16;
  /** Something outside the cluster. */
  static final int SOC_EVENT = 1 << 27;

  private static final int BARRIERS = 8;
  private static final int FIRST_BARRIER = 0x200;
  /** Registers of software events: to send one, to send it and wait, to send it, wait and clear. */
  private static final int SOFTWARE = 0x100;
  private static final int SOFTWARE_WAIT = 0x140;
  private static final int SOFTWARE_CLEAR = 0x180;
  private static final int SOFTWARE_EVENTS = 8;
  static final int SOFTWARE_BYTES = 4 * SOFTWARE_EVENTS;

  private final List<Core> cores;
  private final int[] mask;
  private final int[] buffer;
  /** Who gets the software events that a core sends by reading. */
  private final int[] softwareTargets;
  private final boolean[] clears;
  private final boolean[] waits;
  private final int[] trigger = new int[BARRIERS];
  private final int[] target = new int[BARRIERS];
  private final int[] arrived = new int[BARRIERS];

  EventUnit(List<Core> cores, int count) {
    this.cores = cores;
    mask = new int[count];
    buffer = new int[count];
    softwareTargets = new int[count];
    clears = new boolean[count];
    waits = new boolean[count];
  }

  int load(Core c, int offset, int register) {
    if (offset >= FIRST_BARRIER && offset < FIRST_BARRIER + 0x20 * BARRIERS) {
      return loadBarrier(c, offset, register);
    }
    int n = c.index;
    for (int first : new int[] {SOFTWARE_WAIT, SOFTWARE_CLEAR}) {
      if (isSoftware(offset, first)) {
        send(offset - first >> 2, softwareTargets[n], c.now);
        return waitFor(c, register, first == SOFTWARE_CLEAR, Cause.IDLE);
      }
    }
    return switch (offset) {
      case 0x00 -> mask[n];
      case 0x1c -> buffer[n];
      case 0x20 -> buffer[n] & mask[n];
      case 0x2c -> softwareTargets[n];
      case 0x38 -> waitFor(c, register, false, Cause.IDLE);
      case 0x3c -> waitFor(c, register, true, Cause.IDLE);
      default -> throw new Trap(String.format("event unit has no register to read at +0x%x", offset));
    };
  }

  private int loadBarrier(Core c, int offset, int register) {
    int b = offset - FIRST_BARRIER >> 5;
    switch (offset & 0x1f) {
      case 0x00:
        return trigger[b];
      case 0x04:
        return arrived[b];
      case 0x0c:
        return target[b];
      case 0x18:
      case 0x1c:
        arrive(b, c);
        return waitFor(c, register, (offset & 4) != 0, Cause.BARRIER);
      default:
        throw new Trap(String.format("barrier has no register to read at +0x%x", offset & 0x1f));
    }
  }

  void store(Core c, int offset, int value) {
    int n = c.index;
    if (offset >= FIRST_BARRIER && offset < FIRST_BARRIER + 0x20 * BARRIERS) {
      int b = offset - FIRST_BARRIER >> 5;
      switch (offset & 0x1f) {
        case 0x00 -> trigger[b] = value;
        case 0x0c -> target[b] = value;
        default -> throw new Trap(String.format("barrier has no register to write at +0x%x", offset & 0x1f));
      }
      return;
    }
    if (isSoftware(offset, SOFTWARE)) {
      send(offset - SOFTWARE >> 2, value, c.now);
      return;
    }
    switch (offset) {
      case 0x00 -> mask[n] = value;
      case 0x04 -> mask[n] &= ~value;
      case 0x08 -> mask[n] |= value;
      case 0x28 -> buffer[n] &= ~value;
      case 0x2c -> softwareTargets[n] = value;
      case 0x30 -> softwareTargets[n] &= ~value;
      case 0x34 -> softwareTargets[n] |= value;
      default -> throw new Trap(String.format("event unit has no register to write at +0x%x", offset));
    }
  }

  private static boolean isSoftware(int offset, int first) {
    return offset >= first && offset < first + SOFTWARE_BYTES && (offset & 3) == 0;
  }

  /** Gives software event {@code event} to the cores of {@code targets}, or to all where there is none. */
  void send(int event, int targets, long now) {
    for (Core c : cores) {
      if (c.inCluster && (targets == 0 || (targets >>> c.index & 1) != 0)) {
        raise(c, 1 << event, now);
      }
    }
  }

  private void arrive(int b, Core c) {
    arrived[b] |= 1 << c.index;
    if ((arrived[b] & trigger[b]) == trigger[b]) {
      arrived[b] = 0;
      for (Core other : cores) {
        if (other.inCluster && (target[b] >>> other.index & 1) != 0) {
          raise(other, BARRIER_EVENT, c.now);
        }
      }
    }
  }

  /** The events that end the wait, or a sleeping core; the fabric controller has no event of its own here and sleeps on. */
  int waitFor(Core c, int register, boolean clear, Cause cause) {
    if (!c.inCluster) {
      c.sleep(cause, register);
      return 0;
    }
    int n = c.index;
    int there = buffer[n] & mask[n];
    if (there != 0) {
      c.delay(cause, Timing.WAKE_EXTRA);
      if (clear) {
        buffer[n] &= ~there;
      }
      return there;
    }
    clears[n] = clear;
    waits[n] = true;
    c.sleep(cause, register);
    return 0;
  }

  /** Gives every core of the cluster an event at cycle {@code at}. */
  void toAll(int event, long at) {
    for (Core c : cores) {
      if (c.inCluster) {
        raise(c, event, at);
      }
    }
  }

  /** Gives {@code core} an event at cycle {@code at} and wakes it where it waits for that. */
  void raise(Core core, int event, long at) {
    int n = core.index;
    buffer[n] |= event;
    int there = buffer[n] & mask[n];
    if (waits[n] && there != 0) {
      waits[n] = false;
      if (clears[n]) {
        buffer[n] &= ~there;
      }
      core.wake(at + 1 + Timing.WAKE_EXTRA, there);
    }
  }
}
