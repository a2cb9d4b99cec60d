package dev.reprise.simulators.pulp;

/**
 * Control and status registers of a core. There are no interrupts: mstatus, mie, mip, mtvec, mepc, mcause, mtval and mscratch only keep
 * what is written. Any other number traps.
 */
final class Csrs {
  private static final int MHARTID = 0xf14;
  private static final int EVENTS = 0xcc0;
  private static final int MODE = 0xcc1;
  private static final int COUNTERS = 0x780;
  private static final int COUNTER_COUNT = 32;
  private static final int FLOAT_FLAGS = 31;
  private static final long WORD = 0xffffffffL;

  private final Core core;
  private final int[] kept = new int[0x50];
  private final long[] base = new long[COUNTER_COUNT];
  private final long[] frozen = new long[COUNTER_COUNT];
  private int events;
  private int mode;

  Csrs(Core core) {
    this.core = core;
  }

  int read(int number) {
    if (number >= COUNTERS && number < COUNTERS + COUNTER_COUNT) {
      return (int) counter(number - COUNTERS);
    }
    if (number >= 0x300 && number < 0x350) {
      return number == 0x301 ? 0x40001104 : kept[number - 0x300];
    }
    return switch (number) {
      case 0x001 -> core.floatFlags;
      case 0x002 -> core.roundingMode;
      case 0x003 -> core.roundingMode << 5 | core.floatFlags;
      case 0xb00, 0xc00, 0xc01 -> (int) core.now;
      case 0xb80, 0xc80, 0xc81 -> (int) (core.now >>> 32);
      case 0xb02, 0xc02 -> (int) (core.profile.instructions & WORD);
      case 0xb82, 0xc82 -> (int) (core.profile.instructions >>> 32);
      case EVENTS -> events;
      case MODE -> mode;
      case MHARTID -> core.hartid;
      case 0xf11, 0xf12, 0xf13 -> 0;
      default -> throw unknown(number);
    };
  }

  void write(int number, int value) {
    if (number >= COUNTERS && number < COUNTERS + COUNTER_COUNT) {
      set(number - COUNTERS, value & WORD);
      return;
    }
    if (number >= 0x300 && number < 0x350) {
      kept[number - 0x300] = value;
      return;
    }
    switch (number) {
      case 0x001 -> core.floatFlags = value & FLOAT_FLAGS;
      case 0x002 -> core.roundingMode = value & 7;
      case 0x003 -> {
        core.roundingMode = value >> 5 & 7;
        core.floatFlags = value & FLOAT_FLAGS;
      }
      case EVENTS -> configure(value, mode);
      case MODE -> configure(events, value);
      default -> throw unknown(number);
    }
  }

  private static Trap unknown(int number) {
    return new Trap(String.format("CSR 0x%03x does not exist or is read-only", number));
  }

  private boolean runs(int n) {
    return (mode & 1) != 0 && (events >>> n & 1) != 0;
  }

  private long counter(int n) {
    return runs(n) ? raw(n) - base[n] : frozen[n];
  }

  private void set(int n, long value) {
    frozen[n] = value;
    base[n] = raw(n) - value;
  }

  /** Counters that stop keep their value; those that go on start from it. */
  private void configure(int newEvents, int newMode) {
    for (int n = 0; n < COUNTER_COUNT; n++) {
      frozen[n] = counter(n);
    }
    events = newEvents;
    mode = newMode;
    for (int n = 0; n < COUNTER_COUNT; n++) {
      base[n] = raw(n) - frozen[n];
    }
  }

  private long raw(int n) {
    CoreProfile p = core.profile;
    return switch (n) {
      case 0 -> core.now;
      case 1 -> p.instructions;
      case 2 -> p.loadStalls;
      case 4 -> p.cacheMisses;
      case 5 -> p.loads;
      case 6 -> p.stores;
      case 8 -> p.branches;
      case 9 -> p.takenBranches;
      default -> 0;
    };
  }
}
