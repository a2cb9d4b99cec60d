package dev.reprise.simulators.pulp;

import java.util.EnumMap;
import java.util.Map;

/** Zfinx and Zhinx, single and half precision: floats live in the integer registers, so there are no float loads, stores or moves. */
final class FloatDecoder {
  private static final Op[] SIGNS = {Op.FSGNJ_S, Op.FSGNJN_S, Op.FSGNJX_S};
  private static final Op[] EXTREMES = {Op.FMIN_S, Op.FMAX_S};
  private static final Op[] COMPARES = {Op.FLE_S, Op.FLT_S, Op.FEQ_S};
  /** Format field of half precision; that of single precision is 0. */
  private static final int HALF = 2;

  private static final Map<Op, Op> OF_HALF = new EnumMap<>(Op.class);

  static {
    for (Op op : Op.values()) {
      if (op.single != op) {
        OF_HALF.put(op.single, op);
      }
    }
  }

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
    Op of = ofFormat(op, word);
    if (of == null || reserved(rounding)) {
      return null;
    }
    Instruction i = Decoder.registers(of, word, size).imm2(rounding).reads(word >>> 27);
    i.rs3 = word >>> 27;
    return i;
  }

  /** {@code op} in the format that the word names, or null for one that is not there. */
  private static Op ofFormat(Op op, int word) {
    int format = word >>> 25 & 3;
    return format == 0 ? op : format == HALF ? OF_HALF.get(op) : null;
  }

  private static Instruction arithmetic(int word, int size, int f3) {
    int rs2 = Decoder.rs2(word);
    return switch (Decoder.funct7(word) & ~3) {
      case 0x00 -> rounded(Op.FADD_S, word, size, f3);
      case 0x04 -> rounded(Op.FSUB_S, word, size, f3);
      case 0x08 -> rounded(Op.FMUL_S, word, size, f3);
      case 0x0c -> rounded(Op.FDIV_S, word, size, f3);
      case 0x2c -> rs2 == 0 ? rounded(Op.FSQRT_S, word, size, f3) : null;
      case 0x10 -> pick(SIGNS, word, size, f3);
      case 0x14 -> pick(EXTREMES, word, size, f3);
      case 0x50 -> pick(COMPARES, word, size, f3);
      case 0x70 -> rs2 == 0 && f3 == 1 ? one(Op.FCLASS_S, word, size, 0) : null;
      case 0x60 -> rs2 < 2 ? rounded(rs2 == 0 ? Op.FCVT_W_S : Op.FCVT_WU_S, word, size, f3) : null;
      case 0x68 -> rs2 < 2 ? rounded(rs2 == 0 ? Op.FCVT_S_W : Op.FCVT_S_WU, word, size, f3) : null;
      case 0x20 -> between(word, size, f3);
      default -> null;
    };
  }

  /** Conversion between the formats: the field names the new one, rs2 the old one. */
  private static Instruction between(int word, int size, int rounding) {
    int to = word >>> 25 & 3;
    int from = Decoder.rs2(word);
    Op op = to == 0 && from == HALF ? Op.FCVT_S_H : to == HALF && from == 0 ? Op.FCVT_H_S : null;
    return op == null || reserved(rounding) ? null : Decoder.oneRegister(op, word, size).imm2(rounding);
  }

  private static Instruction rounded(Op op, int word, int size, int rounding) {
    if (reserved(rounding)) {
      return null;
    }
    boolean two = op.ordinal() <= Op.FDIV_S.ordinal();
    Op of = ofFormat(op, word);
    if (of == null) {
      return null;
    }
    Instruction i = two ? Decoder.registers(of, word, size).imm2(rounding) : one(op, word, size, rounding);
    if (op == Op.FDIV_S || op == Op.FSQRT_S) {
      i.divideCycles = of == op ? Timing.FLOAT_DIVIDE : Timing.HALF_DIVIDE;
    }
    return i;
  }

  private static Instruction one(Op op, int word, int size, int rounding) {
    Op of = ofFormat(op, word);
    return of == null ? null : Decoder.oneRegister(of, word, size).imm2(rounding);
  }

  private static Instruction pick(Op[] ops, int word, int size, int f3) {
    Op of = f3 < ops.length ? ofFormat(ops[f3], word) : null;
    return of == null ? null : Decoder.registers(of, word, size);
  }

  private static boolean reserved(int rounding) {
    return rounding == 5 || rounding == 6;
  }
}
