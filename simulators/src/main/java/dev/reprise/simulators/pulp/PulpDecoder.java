package dev.reprise.simulators.pulp;

/** Xpulp without the packed operations: post-increment accesses, scalar arithmetic, bit fields, hardware loops. */
final class PulpDecoder {
  private static final Op[] LOADS = {Op.P_LB, Op.P_LH, Op.P_LW, null, Op.P_LBU, Op.P_LHU, null, null};
  private static final Op[] STORES = {Op.P_SB, Op.P_SH, Op.P_SW};
  private static final Op[] EXTREMES = {null, null, null, null, Op.P_MIN, Op.P_MINU, Op.P_MAX, Op.P_MAXU};
  private static final Op[] BITS = {Op.P_FF1, Op.P_FL1, Op.P_CLB, Op.P_CNT, Op.P_EXTHS, Op.P_EXTHZ, Op.P_EXTBS, Op.P_EXTBZ};
  private static final Op[] FIELDS = {Op.P_EXTRACT, Op.P_EXTRACTU, Op.P_INSERT};
  private static final Op[] LOOPS = {Op.LP_STARTI, Op.LP_ENDI, Op.LP_COUNT, Op.LP_COUNTI, Op.LP_SETUP, Op.LP_SETUPI};

  private PulpDecoder() {}

  static Instruction decode(int word, int size) {
    int f3 = Decoder.funct3(word);
    return switch (word & 0x7f) {
      case 0x0b -> load(word, size, f3);
      case 0x2b -> store(word, size, f3);
      case 0x5b -> addNormalise(word, size, f3);
      case 0x7b -> loop(word, size, f3);
      default -> scalar(word, size, f3);
    };
  }

  private static Instruction load(int word, int size, int f3) {
    if (f3 == 7) {
      // funct7 = 0, sign (1 = unsigned), width, 000
      int f7 = Decoder.funct7(word);
      int kind = (f7 >>> 5 & 1) << 2 | f7 >>> 3 & 3;
      if ((f7 & 0x47) != 0 || LOADS[kind] == null) {
        return null;
      }
      return Decoder.oneRegister(LOADS[kind], word, size).access(1 << (kind & 3), kind < 4).postBy(Decoder.rs2(word));
    }
    return LOADS[f3] == null
        ? null
        : Decoder.oneRegister(LOADS[f3], word, size).imm(Decoder.immI(word)).access(1 << (f3 & 3), f3 < 4).post();
  }

  private static Instruction store(int word, int size, int f3) {
    if (f3 < 3) {
      return Decoder.registers(STORES[f3], word, size).imm(Decoder.immS(word)).access(1 << f3, false).post();
    }
    if (f3 < 4 || f3 > 6 || Decoder.funct7(word) != 0) {
      return null;
    }
    return Decoder.registers(STORES[f3 - 4], word, size).access(1 << f3 - 4, false).postBy(Decoder.rd(word));
  }

  private static Instruction addNormalise(int word, int size, int f3) {
    boolean unsigned = word >>> 30 == 2;
    if (word >>> 30 != 0 && !unsigned || f3 != 2 && f3 != 6) {
      return null;
    }
    Op op = f3 == 2 ? unsigned ? Op.P_ADDUN : Op.P_ADDN : unsigned ? Op.P_ADDURN : Op.P_ADDRN;
    return Decoder.registers(op, word, size).imm(word >>> 25 & 31);
  }

  private static Instruction scalar(int word, int size, int f3) {
    int rs2 = Decoder.rs2(word);
    if (word >>> 30 == 3) {
      if (f3 > 2) {
        return null;
      }
      Instruction i = Decoder.oneRegister(FIELDS[f3], word, size).imm(rs2).imm2((word >>> 25 & 31) + 1);
      return f3 == 2 ? i.reads(Decoder.rd(word)) : i;
    }
    switch (Decoder.funct7(word)) {
      case 0x21:
        return f3 > 1 ? null : Decoder.registers(f3 == 0 ? Op.P_MAC : Op.P_MSU, word, size).reads(Decoder.rd(word));
      case 0x02:
        if (f3 == 0) {
          return rs2 == 0 ? Decoder.oneRegister(Op.P_ABS, word, size) : null;
        }
        return EXTREMES[f3] == null ? null : Decoder.registers(EXTREMES[f3], word, size);
      case 0x0a:
        if (f3 == 5 || f3 == 6) {
          return Decoder.registers(f3 == 5 ? Op.P_CLIPR : Op.P_CLIPUR, word, size);
        }
        return f3 == 1 || f3 == 2 ? Decoder.oneRegister(f3 == 1 ? Op.P_CLIP : Op.P_CLIPU, word, size).imm(rs2) : null;
      case 0x08:
        return rs2 == 0 ? Decoder.oneRegister(BITS[f3], word, size) : null;
      default:
        return null;
    }
  }

  private static Instruction loop(int word, int size, int f3) {
    if (f3 > 5 || (Decoder.rd(word) & ~1) != 0) {
      return null;
    }
    Instruction i = new Instruction(LOOPS[f3], word, size).imm(word >>> 20);
    return switch (LOOPS[f3]) {
      case LP_COUNT, LP_SETUP -> i.reads(Decoder.rs1(word));
      case LP_SETUPI -> i.imm2(Decoder.rs1(word));
      default -> i;
    };
  }
}
