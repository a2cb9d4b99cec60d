package dev.reprise.simulators.pulp;

/** The memory map as the cores see it, with the cost of each access. */
final class Bus {
  static final int L1_BASE = 0x10000000;
  static final int L2_BASE = 0x1c000000;
  static final int TEST_AND_SET = 0x100000;

  /** The part of the address space from 0 on in which a cluster core sees its own cluster. */
  private static final int ALIAS_BITS = 22;

  final Ram l1;
  final Ram l2;
  /** Of an access of the cluster to L2 or a peripheral, and of the fabric controller to L1, beyond the cycle of issue. */
  final int farExtra;
  private final Peripherals peripherals;
  private final Semihosting host;
  private final Banks banks;

  Bus(Ram l1, Banks banks, Ram l2, PulpConfig config, Peripherals peripherals, Semihosting host) {
    this.l1 = l1;
    this.banks = banks;
    this.l2 = l2;
    this.peripherals = peripherals;
    this.host = host;
    farExtra = config.l2Cycles() - 1;
  }

  /** The address without the cluster's own alias. */
  static int global(Core c, int address) {
    return c.inCluster && address >>> ALIAS_BITS == 0 ? address + L1_BASE : address;
  }

  Instruction fetch(Core c, int pc) {
    int offset = pc - L2_BASE;
    if (l2.holds(offset, 2)) {
      return l2.fetch(offset);
    }
    offset = global(c, pc) - L1_BASE;
    if (l1.holds(offset, 2)) {
      return l1.fetch(offset);
    }
    throw Trap.access("fetch", pc, 2);
  }

  /** Zero-extended; {@code register} gets the value where the load puts the core to sleep. */
  int load(Core c, int address, int bytes, int register) {
    int at = global(c, address);
    int offset = at - L1_BASE;
    if (l1.holds(offset, bytes)) {
      scratchpad(c, offset, bytes);
      return l1.load(offset, bytes);
    }
    if (l1.holds(offset - TEST_AND_SET, bytes)) {
      scratchpad(c, offset - TEST_AND_SET, bytes);
      int old = l1.load(offset - TEST_AND_SET, bytes);
      l1.store(offset - TEST_AND_SET, bytes, -1);
      return old;
    }
    if (l2.holds(at - L2_BASE, bytes)) {
      level2(c, at, bytes);
      return l2.load(at - L2_BASE, bytes);
    }
    return peripherals.load(c, at, bytes, register);
  }

  void store(Core c, int address, int bytes, int value) {
    int at = global(c, address);
    int offset = at - L1_BASE;
    if (l1.holds(offset, bytes)) {
      scratchpad(c, offset, bytes);
      l1.store(offset, bytes, value);
    } else if (l1.holds(offset - TEST_AND_SET, bytes)) {
      scratchpad(c, offset - TEST_AND_SET, bytes);
      l1.store(offset - TEST_AND_SET, bytes, value);
    } else if (l2.holds(at - L2_BASE, bytes)) {
      level2(c, at, bytes);
      l2.store(at - L2_BASE, bytes, value);
    } else {
      peripherals.store(c, at, bytes, value);
    }
  }

  void breakpoint(Core c) {
    host.breakpoint(c);
  }

  void waitForEvent(Core c) {
    peripherals.waitForEvent(c);
  }

  private void scratchpad(Core c, int offset, int bytes) {
    misaligned(c, offset, bytes);
    if (!c.inCluster) {
      c.delay(Cause.MEMORY, farExtra);
      return;
    }
    long wait = banks.take(offset, c.now);
    if (wait > 0) {
      c.delay(Cause.CONFLICT, wait);
    }
  }

  private void level2(Core c, int address, int bytes) {
    misaligned(c, address, bytes);
    if (c.inCluster) {
      c.delay(Cause.MEMORY, farExtra);
    }
  }

  private void misaligned(Core c, int address, int bytes) {
    if ((address & 3) + bytes > 4) {
      c.delay(Cause.STALL, Timing.MISALIGNED_EXTRA + (c.misalignedToggle ? 1 : 0));
      c.misalignedToggle = !c.misalignedToggle;
    }
  }
}
