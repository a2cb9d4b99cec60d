package dev.reprise.simulators.pulp;

/** Instruction words to {@link Instruction}s; what no extension knows becomes {@link Op#ILLEGAL}. */
final class Decoder {
  private Decoder() {}

  /** @param bits at least the 16, for a 32-bit instruction all 32 bits at the address */
  static Instruction decode(int bits) {
    if ((bits & 3) != 3) {
      int word = CompressedDecoder.expand(bits & 0xffff);
      return word == 0 ? new Instruction(Op.ILLEGAL, bits & 0xffff, 2) : decode(word, 2);
    }
    return decode(bits, 4);
  }

  private static Instruction decode(int word, int size) {
    Instruction i =
        switch (word & 0x7f) {
          case 0x0b, 0x2b, 0x5b, 0x7b -> PulpDecoder.decode(word, size);
          case 0x57 -> SimdDecoder.decode(word, size);
          case 0x43, 0x47, 0x4b, 0x4f, 0x53 -> FloatDecoder.decode(word, size);
          case 0x33 -> BaseDecoder.isBase(word >>> 25) ? BaseDecoder.decode(word, size) : PulpDecoder.decode(word, size);
          default -> BaseDecoder.decode(word, size);
        };
    return i == null ? new Instruction(Op.ILLEGAL, word, size) : i;
  }

  static int funct3(int word) {
    return word >>> 12 & 7;
  }

  static int funct7(int word) {
    return word >>> 25;
  }

  static int rs1(int word) {
    return word >>> 15 & 31;
  }

  static int rs2(int word) {
    return word >>> 20 & 31;
  }

  static int rd(int word) {
    return word >>> 7 & 31;
  }

  static int immI(int word) {
    return word >> 20;
  }

  static int immS(int word) {
    return word >> 25 << 5 | word >>> 7 & 31;
  }

  static int immB(int word) {
    return word >> 31 << 12 | (word >>> 7 & 1) << 11 | (word >>> 25 & 0x3f) << 5 | (word >>> 8 & 15) << 1;
  }

  static int immJ(int word) {
    return word >> 31 << 20 | (word >>> 12 & 0xff) << 12 | (word >>> 20 & 1) << 11 | (word >>> 21 & 0x3ff) << 1;
  }

  static Instruction registers(Op op, int word, int size) {
    return new Instruction(op, word, size).reads(rs1(word), rs2(word));
  }

  static Instruction oneRegister(Op op, int word, int size) {
    return new Instruction(op, word, size).reads(rs1(word));
  }
}
