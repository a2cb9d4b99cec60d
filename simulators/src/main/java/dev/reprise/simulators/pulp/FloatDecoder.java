package dev.reprise.simulators.pulp;

/** Zfinx, single precision: floats live in the integer registers, so there are no float loads, stores or moves. */
final class FloatDecoder {
  private static final Op[] SIGNS = {Op.FSGNJ_S, Op.FSGNJN_S, Op.FSGNJX_S};
  private static final Op[] EXTREMES = {Op.FMIN_S, Op.FMAX_S};
  private static final Op[] COMPARES = {Op.FLE_S, Op.FLT_S, Op.FEQ_S};

  private FloatDecoder() {}

  static Instruction decode(int word, int size) {
    int f3 = Decoder.funct3(word);
    switch (word & 0x7f) {
      case 0x43:
        return fused(Op.FMADD_S, word, size, f3);
      case 0x47:
        return fused(Op.FMSUB_S, word, size, f3);
      case 0x4b:
        return fused(Op.FNMSUB_S, word, size, f3);
      case 0x4f:
        return fused(Op.FNMADD_S, word, size, f3);
      default:
        return arithmetic(word, size, f3);
    }
  }

  private static Instruction fused(Op op, int word, int size, int rounding) {
    if ((word >>> 25 & 3) != 0 || reserved(rounding)) {
      return null;
    }
    Instruction i = Decoder.registers(op, word, size).imm2(rounding).reads(word >>> 27);
    i.rs3 = word >>> 27;
    return i;
  }

  private static Instruction arithmetic(int word, int size, int f3) {
    int rs2 = Decoder.rs2(word);
    return switch (Decoder.funct7(word)) {
      case 0x00 -> rounded(Op.FADD_S, word, size, f3);
      case 0x04 -> rounded(Op.FSUB_S, word, size, f3);
      case 0x08 -> rounded(Op.FMUL_S, word, size, f3);
      case 0x0c -> rounded(Op.FDIV_S, word, size, f3);
      case 0x2c -> rs2 == 0 ? rounded(Op.FSQRT_S, word, size, f3) : null;
      case 0x10 -> pick(SIGNS, word, size, f3);
      case 0x14 -> pick(EXTREMES, word, size, f3);
      case 0x50 -> pick(COMPARES, word, size, f3);
      case 0x70 -> rs2 == 0 && f3 == 1 ? Decoder.oneRegister(Op.FCLASS_S, word, size) : null;
      case 0x60 -> rs2 < 2 ? rounded(rs2 == 0 ? Op.FCVT_W_S : Op.FCVT_WU_S, word, size, f3) : null;
      case 0x68 -> rs2 < 2 ? rounded(rs2 == 0 ? Op.FCVT_S_W : Op.FCVT_S_WU, word, size, f3) : null;
      default -> null;
    };
  }

  private static Instruction rounded(Op op, int word, int size, int rounding) {
    if (reserved(rounding)) {
      return null;
    }
    boolean two = op.ordinal() <= Op.FDIV_S.ordinal();
    return (two ? Decoder.registers(op, word, size) : Decoder.oneRegister(op, word, size)).imm2(rounding);
  }

  private static Instruction pick(Op[] ops, int word, int size, int f3) {
    return f3 < ops.length ? Decoder.registers(ops[f3], word, size) : null;
  }

  private static boolean reserved(int rounding) {
    return rounding == 5 || rounding == 6;
  }
}
