package dev.reprise.simulators.pulp;

/** Instruction words by format, written from the manual and the encoding table; shares nothing with the decoder. */
final class Encoder {
  static final int NOP = 0x00000013;

  private Encoder() {}

  static int r(int funct7, int funct3, int opcode, int rd, int rs1, int rs2) {
    return funct7 << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode;
  }

  static int i(int funct3, int opcode, int rd, int rs1, int imm) {
    return (imm & 0xfff) << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode;
  }

  static int s(int funct3, int opcode, int rs2, int rs1, int imm) {
    return (imm >> 5 & 0x7f) << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | (imm & 0x1f) << 7 | opcode;
  }

  static int b(int funct3, int rs1, int rs2, int offset) {
    int high = (offset >> 12 & 1) << 6 | offset >> 5 & 0x3f;
    int low = (offset >> 1 & 0xf) << 1 | offset >> 11 & 1;
    return high << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | low << 7 | 0x63;
  }

  static int j(int rd, int offset) {
    int field = (offset >> 20 & 1) << 19 | (offset >> 1 & 0x3ff) << 9 | (offset >> 11 & 1) << 8 | offset >> 12 & 0xff;
    return field << 12 | rd << 7 | 0x6f;
  }

  static int lui(int rd, int upper) {
    return upper & 0xfffff000 | rd << 7 | 0x37;
  }

  static int addi(int rd, int rs1, int imm) {
    return i(0, 0x13, rd, rs1, imm);
  }

  static int lw(int rd, int rs1, int imm) {
    return i(2, 0x03, rd, rs1, imm);
  }

  static int sw(int rs2, int rs1, int imm) {
    return s(2, 0x23, rs2, rs1, imm);
  }

  static int csrr(int rd, int csr) {
    return i(2, 0x73, rd, 0, csr);
  }

  static int csrw(int csr, int rs1) {
    return i(1, 0x73, 0, rs1, csr);
  }

  /** lp.setup: loop {@code loop}, count in rs1, last instruction at pc + 2 * {@code half}. */
  static int setup(int loop, int rs1, int half) {
    return i(4, 0x7b, loop, rs1, half);
  }

  static int elw(int rd, int rs1, int imm) {
    return i(6, 0x03, rd, rs1, imm);
  }
}
