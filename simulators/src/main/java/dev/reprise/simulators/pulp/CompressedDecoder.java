package dev.reprise.simulators.pulp;

/**
 * The C extension of RV32 without floats (Zfinx has no compressed float loads): each 16-bit form becomes the 32-bit word it stands for.
 * Source: The RISC-V Instruction Set Manual, Volume I, chapter "C".
 */
final class CompressedDecoder {
  private static final int SP = 2;

  private CompressedDecoder() {}

  /** The 32-bit word, or 0 where the form is reserved. */
  static int expand(int h) {
    return switch ((h & 3) << 3 | h >>> 13) {
      case 0 -> addi4spn(h);
      case 2 -> i(0x03, 2, low(h >>> 2), low(h >>> 7), wordOffset(h));
      case 6 -> s(2, low(h >>> 7), low(h >>> 2), wordOffset(h));
      case 8 -> i(0x13, 0, rd(h), rd(h), imm6(h));
      case 9 -> j(1, jump(h));
      case 10 -> i(0x13, 0, rd(h), 0, imm6(h));
      case 11 -> luiOrStack(h);
      case 12 -> arithmetic(h);
      case 13 -> j(0, jump(h));
      case 14 -> b(0, low(h >>> 7), branch(h));
      case 15 -> b(1, low(h >>> 7), branch(h));
      case 16 -> (h >>> 12 & 1) != 0 ? 0 : i(0x13, 1, rd(h), rd(h), h >>> 2 & 31);
      case 18 -> rd(h) == 0 ? 0 : i(0x03, 2, rd(h), SP, (h >>> 4 & 7) << 2 | (h >>> 12 & 1) << 5 | (h >>> 2 & 3) << 6);
      case 20 -> moveOrJump(h);
      case 22 -> s(2, SP, h >>> 2 & 31, (h >>> 9 & 15) << 2 | (h >>> 7 & 3) << 6);
      default -> 0;
    };
  }

  private static int addi4spn(int h) {
    int imm = (h >>> 6 & 1) << 2 | (h >>> 5 & 1) << 3 | (h >>> 11 & 3) << 4 | (h >>> 7 & 15) << 6;
    return imm == 0 ? 0 : i(0x13, 0, low(h >>> 2), SP, imm);
  }

  private static int luiOrStack(int h) {
    if (rd(h) == SP) {
      int imm =
          (h << 19 >> 31) << 9 | (h >>> 3 & 3) << 7 | (h >>> 5 & 1) << 6 | (h >>> 2 & 1) << 5 | (h >>> 6 & 1) << 4;
      return imm == 0 ? 0 : i(0x13, 0, SP, SP, imm);
    }
    return imm6(h) == 0 ? 0 : imm6(h) << 12 | rd(h) << 7 | 0x37;
  }

  private static int arithmetic(int h) {
    int d = low(h >>> 7);
    int s = low(h >>> 2);
    boolean wide = (h >>> 12 & 1) != 0;
    switch (h >>> 10 & 3) {
      case 0:
        return wide ? 0 : i(0x13, 5, d, d, h >>> 2 & 31);
      case 1:
        return wide ? 0 : i(0x13, 5, d, d, 0x400 | h >>> 2 & 31);
      case 2:
        return i(0x13, 7, d, d, imm6(h));
      default:
        if (wide) {
          return 0;
        }
        return switch (h >>> 5 & 3) {
          case 0 -> r(0x20, 0, d, d, s);
          case 1 -> r(0, 4, d, d, s);
          case 2 -> r(0, 6, d, d, s);
          default -> r(0, 7, d, d, s);
        };
    }
  }

  private static int moveOrJump(int h) {
    int d = rd(h);
    int s = h >>> 2 & 31;
    if ((h >>> 12 & 1) == 0) {
      if (s != 0) {
        return r(0, 0, d, 0, s);
      }
      return d == 0 ? 0 : i(0x67, 0, 0, d, 0);
    }
    if (s != 0) {
      return r(0, 0, d, d, s);
    }
    return d == 0 ? 0x00100073 : i(0x67, 0, 1, d, 0);
  }

  private static int rd(int h) {
    return h >>> 7 & 31;
  }

  private static int low(int field) {
    return 8 + (field & 7);
  }

  private static int imm6(int h) {
    return (h << 19 >> 31) << 5 | h >>> 2 & 31;
  }

  private static int wordOffset(int h) {
    return (h >>> 6 & 1) << 2 | (h >>> 10 & 7) << 3 | (h >>> 5 & 1) << 6;
  }

  private static int jump(int h) {
    return (h << 19 >> 31) << 11
        | (h >>> 8 & 1) << 10
        | (h >>> 9 & 3) << 8
        | (h >>> 6 & 1) << 7
        | (h >>> 7 & 1) << 6
        | (h >>> 2 & 1) << 5
        | (h >>> 11 & 1) << 4
        | (h >>> 3 & 7) << 1;
  }

  private static int branch(int h) {
    return (h << 19 >> 31) << 8 | (h >>> 5 & 3) << 6 | (h >>> 2 & 1) << 5 | (h >>> 10 & 3) << 3 | (h >>> 3 & 3) << 1;
  }

  private static int i(int opcode, int f3, int rd, int rs1, int imm) {
    return imm << 20 | rs1 << 15 | f3 << 12 | rd << 7 | opcode;
  }

  private static int r(int f7, int f3, int rd, int rs1, int rs2) {
    return f7 << 25 | rs2 << 20 | rs1 << 15 | f3 << 12 | rd << 7 | 0x33;
  }

  private static int s(int f3, int rs1, int rs2, int imm) {
    return imm >>> 5 << 25 | rs2 << 20 | rs1 << 15 | f3 << 12 | (imm & 31) << 7 | 0x23;
  }

  private static int b(int f3, int rs1, int imm) {
    return (imm >>> 12 & 1) << 31 | (imm >>> 5 & 0x3f) << 25 | rs1 << 15 | f3 << 12 | (imm >>> 1 & 15) << 8 | (imm >>> 11 & 1) << 7 | 0x63;
  }

  private static int j(int rd, int imm) {
    return (imm >>> 20 & 1) << 31 | (imm >>> 1 & 0x3ff) << 21 | (imm >>> 11 & 1) << 20 | (imm >>> 12 & 0xff) << 12 | rd << 7 | 0x6f;
  }
}
