package dev.reprise.simulators.pulp;

/** Xpulp packed operations on two halfwords (.h) or four bytes (.b), register forms. */
final class SimdDecoder {
  private SimdDecoder() {}

  static Instruction decode(int word, int size) {
    int f3 = Decoder.funct3(word);
    if (f3 > 1) {
      return null;
    }
    boolean bytes = f3 == 1;
    boolean low = (word >>> 25 & 1) == 0;
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
    if (op == null || !low) {
      return null;
    }
    Instruction i = Decoder.registers(op, word, size);
    return accumulates(op) ? i.reads(Decoder.rd(word)) : i;
  }

  private static boolean accumulates(Op op) {
    return switch (op) {
      case PV_SDOTUP_H, PV_SDOTUP_B, PV_SDOTUSP_H, PV_SDOTUSP_B, PV_SDOTSP_H, PV_SDOTSP_B -> true;
      case PV_SHUFFLE2_H, PV_SHUFFLE2_B, PV_PACKHI_B, PV_PACKLO_B -> true;
      default -> false;
    };
  }
}
