package dev.reprise.simulators.pulp;

/** Loads and stores, plain and with post-increment. */
final class MemoryExecutor {
  private MemoryExecutor() {}

  static void load(Core c, Instruction i) {
    int base = c.x[i.rs1];
    int address = i.postIncrement ? base : base + i.imm;
    c.profile.loads++;
    c.hazard = i.rd;
    int value = c.bus.load(c, address, i.bytes, i.rd);
    if (i.signed) {
      value = i.bytes == 1 ? (byte) value : i.bytes == 2 ? (short) value : value;
    }
    if (i.postIncrement) {
      increment(c, i, base);
    }
    // a sleeping p.elw gets its value when it wakes
    if (!c.asleep()) {
      c.x[i.rd] = value;
    }
  }

  static void store(Core c, Instruction i) {
    int base = c.x[i.rs1];
    c.profile.stores++;
    c.bus.store(c, i.postIncrement ? base : base + i.imm, i.bytes, c.x[i.rs2]);
    if (i.postIncrement) {
      increment(c, i, base);
    }
  }

  private static void increment(Core c, Instruction i, int base) {
    if (i.rs1 != 0) {
      c.x[i.rs1] = base + (i.registerIncrement ? c.x[i.rs3] : i.imm);
    }
  }
}
