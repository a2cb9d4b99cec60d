package dev.reprise.simulators.pulp;

/** RV32IM, Zicsr, and the two Xpulp additions inside base opcodes: p.elw among the loads, p.beqimm and p.bneimm among the branches. */
final class BaseDecoder {
  private static final Op[] LOADS = {Op.LB, Op.LH, Op.LW, null, Op.LBU, Op.LHU, Op.P_ELW, null};
  private static final Op[] STORES = {Op.SB, Op.SH, Op.SW, null, null, null, null, null};
  private static final Op[] BRANCHES = {Op.BEQ, Op.BNE, Op.P_BEQIMM, Op.P_BNEIMM, Op.BLT, Op.BGE, Op.BLTU, Op.BGEU};
  private static final Op[] IMMEDIATES = {Op.ADDI, Op.SLLI, Op.SLTI, Op.SLTIU, Op.XORI, Op.SRLI, Op.ORI, Op.ANDI};
  private static final Op[] REGISTERS = {Op.ADD, Op.SLL, Op.SLT, Op.SLTU, Op.XOR, Op.SRL, Op.OR, Op.AND};
  private static final Op[] PRODUCTS = {Op.MUL, Op.MULH, Op.MULHSU, Op.MULHU, Op.DIV, Op.DIVU, Op.REM, Op.REMU};
  private static final Op[] CSRS = {null, Op.CSRRW, Op.CSRRS, Op.CSRRC, null, Op.CSRRWI, Op.CSRRSI, Op.CSRRCI};
  private static final int ALTERNATE = 0x20;

  private BaseDecoder() {}

  /** Whether a register-register word with this funct7 belongs to RV32IM. */
  static boolean isBase(int funct7) {
    return funct7 == 0 || funct7 == 1 || funct7 == ALTERNATE;
  }

  /** Null where the word is none of these. */
  static Instruction decode(int word, int size) {
    int f3 = Decoder.funct3(word);
    switch (word & 0x7f) {
      case 0x37:
        return new Instruction(Op.LUI, word, size).imm(word & 0xfffff000);
      case 0x17:
        return new Instruction(Op.AUIPC, word, size).imm(word & 0xfffff000);
      case 0x6f:
        return new Instruction(Op.JAL, word, size).imm(Decoder.immJ(word));
      case 0x67:
        return f3 == 0 ? Decoder.oneRegister(Op.JALR, word, size).imm(Decoder.immI(word)) : null;
      case 0x63:
        return branch(word, size, f3);
      case 0x03:
        return LOADS[f3] == null
            ? null
            : Decoder.oneRegister(LOADS[f3], word, size).imm(Decoder.immI(word)).access(f3 == 6 ? 4 : 1 << (f3 & 3), f3 < 4);
      case 0x23:
        return STORES[f3] == null
            ? null
            : Decoder.registers(STORES[f3], word, size).imm(Decoder.immS(word)).access(1 << f3, false);
      case 0x13:
        return immediate(word, size, f3);
      case 0x33:
        return register(word, size, f3);
      case 0x0f:
        return f3 < 2 ? new Instruction(Op.FENCE, word, size) : null;
      case 0x73:
        return system(word, size, f3);
      default:
        return null;
    }
  }

  private static Instruction branch(int word, int size, int f3) {
    if (f3 == 2 || f3 == 3) {
      // the compared immediate is signed and stands where rs2 would
      return Decoder.oneRegister(BRANCHES[f3], word, size).imm(Decoder.immB(word)).imm2(word << 7 >> 27);
    }
    return Decoder.registers(BRANCHES[f3], word, size).imm(Decoder.immB(word));
  }

  private static Instruction immediate(int word, int size, int f3) {
    if (f3 != 1 && f3 != 5) {
      return Decoder.oneRegister(IMMEDIATES[f3], word, size).imm(Decoder.immI(word));
    }
    int f7 = Decoder.funct7(word);
    if (f7 != 0 && !(f3 == 5 && f7 == ALTERNATE)) {
      return null;
    }
    return Decoder.oneRegister(f7 == 0 ? IMMEDIATES[f3] : Op.SRAI, word, size).imm(Decoder.rs2(word));
  }

  private static Instruction register(int word, int size, int f3) {
    return switch (Decoder.funct7(word)) {
      case 0 -> Decoder.registers(REGISTERS[f3], word, size);
      case 1 -> Decoder.registers(PRODUCTS[f3], word, size);
      case ALTERNATE ->
          f3 == 0 || f3 == 5 ? Decoder.registers(f3 == 0 ? Op.SUB : Op.SRA, word, size) : null;
      default -> null;
    };
  }

  private static Instruction system(int word, int size, int f3) {
    if (f3 != 0) {
      if (CSRS[f3] == null) {
        return null;
      }
      Instruction i = new Instruction(CSRS[f3], word, size).imm(word >>> 20).imm2(Decoder.rs1(word));
      return f3 < 4 ? i.reads(Decoder.rs1(word)) : i;
    }
    return switch (word) {
      case 0x00000073 -> new Instruction(Op.ECALL, word, size);
      case 0x00100073 -> new Instruction(Op.EBREAK, word, size);
      case 0x10500073 -> new Instruction(Op.WFI, word, size);
      default -> null;
    };
  }
}
