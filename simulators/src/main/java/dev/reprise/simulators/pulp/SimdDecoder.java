package dev.reprise.simulators.pulp;

/**
 * Xpulp packed operations on two halfwords (.h) or four bytes (.b), with a second operand that is a register, the lowest element of one in all places (.sc), or an immediate of 6 bits in all places
 * (.sci; its lowest bit is bit 25).
 */
final class SimdDecoder {
  private static final int SCALAR = 4;
  private static final int IMMEDIATE = 6;

  private SimdDecoder() {}

  static Instruction decode(int word, int size) {
    int operand = Decoder.funct3(word) & 6;
    boolean bytes = (Decoder.funct3(word) & 1) != 0;
    boolean low = operand == IMMEDIATE || (word >>> 25 & 1) == 0;
    Op op =
        switch (word >>> 26) {
          case 0x00 -> bytes ? Op.PV_ADD_B : Op.PV_ADD_H;
          case 0x02 -> bytes ? Op.PV_SUB_B : Op.PV_SUB_H;
          case 0x08 -> bytes ? Op.PV_MIN_B : Op.PV_MIN_H;
          case 0x0c -> bytes ? Op.PV_MAX_B : Op.PV_MAX_H;
          case 0x0e -> bytes ? Op.PV_MAXU_B : Op.PV_MAXU_H;
          case 0x20 -> bytes ? Op.PV_DOTUP_B : Op.PV_DOTUP_H;
          case 0x22 -> bytes ? Op.PV_DOTUSP_B : Op.PV_DOTUSP_H;
          case 0x26 -> bytes ? Op.PV_DOTSP_B : Op.PV_DOTSP_H;
          case 0x28 -> bytes ? Op.PV_SDOTUP_B : Op.PV_SDOTUP_H;
          case 0x2a -> bytes ? Op.PV_SDOTUSP_B : Op.PV_SDOTUSP_H;
          case 0x2e -> bytes ? Op.PV_SDOTSP_B : Op.PV_SDOTSP_H;
          case 0x32 -> bytes ? Op.PV_SHUFFLE2_B : Op.PV_SHUFFLE2_H;
          case 0x34 -> bytes ? null : Op.PV_PACK_H;
          case 0x36 -> bytes ? Op.PV_PACKHI_B : null;
          case 0x38 -> bytes ? Op.PV_PACKLO_B : null;
          default -> null;
        };
    if (op == null || !low || operand == 2 || operand != 0 && !replicates(op)) {
      return null;
    }
    Instruction i;
    if (operand == IMMEDIATE) {
      int six = Decoder.rs2(word) << 1 | word >>> 25 & 1;
      int element = unsigned(op) ? six : six << 26 >> 26;
      i = Decoder.oneRegister(op, word, size).imm(SimdExecutor.replicated(element, bytes)).second(Instruction.Second.IMMEDIATE);
    } else {
      i = Decoder.registers(op, word, size).second(operand == SCALAR ? bytes ? Instruction.Second.BYTE : Instruction.Second.HALF : Instruction.Second.REGISTER);
    }
    return accumulates(op) ? i.reads(Decoder.rd(word)) : i;
  }

  /** Whether the second operand may be a scalar or an immediate. */
  private static boolean replicates(Op op) {
    return switch (op) {
      case PV_SHUFFLE2_H, PV_SHUFFLE2_B, PV_PACK_H, PV_PACKHI_B, PV_PACKLO_B -> false;
      default -> true;
    };
  }

  /** Whether an immediate is. */
  private static boolean unsigned(Op op) {
    return switch (op) {
      case PV_MAXU_H, PV_MAXU_B, PV_DOTUP_H, PV_DOTUP_B, PV_SDOTUP_H, PV_SDOTUP_B -> true;
      default -> false;
    };
  }

  private static boolean accumulates(Op op) {
    return switch (op) {
      case PV_SDOTUP_H, PV_SDOTUP_B, PV_SDOTUSP_H, PV_SDOTUSP_B, PV_SDOTSP_H, PV_SDOTSP_B -> true;
      case PV_SHUFFLE2_H, PV_SHUFFLE2_B, PV_PACKHI_B, PV_PACKLO_B -> true;
      default -> false;
    };
  }
}
