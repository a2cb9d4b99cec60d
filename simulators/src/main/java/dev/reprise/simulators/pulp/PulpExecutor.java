package dev.reprise.simulators.pulp;

/** Xpulp scalar arithmetic and bit fields; one cycle each. */
final class PulpExecutor {
  private PulpExecutor() {}

  static void execute(Core c, Instruction i) {
    int[] x = c.x;
    int a = x[i.rs1];
    int b = x[i.rs2];
    int d = x[i.destination()];
    x[i.rd] =
        switch (i.op) {
          case P_MAC -> d + a * b;
          case P_MSU -> d - a * b;
          case P_MIN -> Math.min(a, b);
          case P_MINU -> Integer.compareUnsigned(a, b) < 0 ? a : b;
          case P_MAX -> Math.max(a, b);
          case P_MAXU -> Integer.compareUnsigned(a, b) > 0 ? a : b;
          case P_ABS -> Math.abs(a);
          case P_CLIP -> Math.max(i.imm == 0 ? -1 : -1 << i.imm - 1, Math.min(a, clipTop(i.imm)));
          case P_CLIPU -> Math.max(0, Math.min(a, clipTop(i.imm)));
          case P_CLIPR -> a <= ~b ? ~b : Math.min(a, b);
          case P_CLIPUR -> a <= 0 ? 0 : Math.min(a, b);
          case P_EXTRACT -> a >> i.imm << 32 - length(i) >> 32 - length(i);
          case P_EXTRACTU -> a >>> i.imm << 32 - length(i) >>> 32 - length(i);
          case P_INSERT -> d & ~(ones(length(i)) << i.imm) | (a & ones(length(i))) << i.imm;
          case P_CNT -> Integer.bitCount(a);
          case P_FF1 -> Integer.numberOfTrailingZeros(a);
          case P_FL1 -> a == 0 ? 32 : 31 - Integer.numberOfLeadingZeros(a);
          case P_CLB -> a == 0 ? 0 : Integer.numberOfLeadingZeros(a ^ a >> 31) - 1;
          case P_EXTHS -> (short) a;
          case P_EXTHZ -> a & 0xffff;
          case P_EXTBS -> (byte) a;
          case P_EXTBZ -> a & 0xff;
          case P_ADDN -> a + b >> i.imm;
          case P_ADDUN -> a + b >>> i.imm;
          case P_ADDRN -> a + b + half(i.imm) >> i.imm;
          case P_ADDURN -> a + b + half(i.imm) >>> i.imm;
          default -> throw new IllegalStateException(i.op.name());
        };
  }

  private static int clipTop(int bits) {
    return bits == 0 ? 0 : (1 << bits - 1) - 1;
  }

  /** A field that would reach beyond bit 31 ends there. */
  private static int length(Instruction i) {
    return Math.min(i.imm2, 32 - i.imm);
  }

  private static int ones(int count) {
    return count == 32 ? -1 : (1 << count) - 1;
  }

  private static int half(int shift) {
    return shift == 0 ? 0 : 1 << shift - 1;
  }
}
