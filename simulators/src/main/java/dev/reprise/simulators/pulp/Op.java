package dev.reprise.simulators.pulp;

import java.util.Locale;

/** One instruction of RV32IMC + Zicsr + Zfinx + Zhinx + Xpulp, after compressed forms are expanded; the unit says which executor runs it. */
enum Op {
  LUI(Unit.INTEGER), AUIPC(Unit.INTEGER), ADDI(Unit.INTEGER), SLTI(Unit.INTEGER), SLTIU(Unit.INTEGER), XORI(Unit.INTEGER),
  ORI(Unit.INTEGER), ANDI(Unit.INTEGER), SLLI(Unit.INTEGER), SRLI(Unit.INTEGER), SRAI(Unit.INTEGER), ADD(Unit.INTEGER),
  SUB(Unit.INTEGER), SLL(Unit.INTEGER), SLT(Unit.INTEGER), SLTU(Unit.INTEGER), XOR(Unit.INTEGER), SRL(Unit.INTEGER),
  SRA(Unit.INTEGER), OR(Unit.INTEGER), AND(Unit.INTEGER), FENCE(Unit.INTEGER), MUL(Unit.INTEGER), MULH(Unit.INTEGER),
  MULHSU(Unit.INTEGER), MULHU(Unit.INTEGER), DIV(Unit.INTEGER), DIVU(Unit.INTEGER), REM(Unit.INTEGER), REMU(Unit.INTEGER),

  LB(Unit.LOAD), LH(Unit.LOAD), LW(Unit.LOAD), LBU(Unit.LOAD), LHU(Unit.LOAD), P_ELW(Unit.LOAD),
  P_LB(Unit.LOAD), P_LH(Unit.LOAD), P_LW(Unit.LOAD), P_LBU(Unit.LOAD), P_LHU(Unit.LOAD),
  SB(Unit.STORE), SH(Unit.STORE), SW(Unit.STORE), P_SB(Unit.STORE), P_SH(Unit.STORE), P_SW(Unit.STORE),

  JAL(Unit.CONTROL), JALR(Unit.CONTROL), BEQ(Unit.CONTROL), BNE(Unit.CONTROL), BLT(Unit.CONTROL), BGE(Unit.CONTROL),
  BLTU(Unit.CONTROL), BGEU(Unit.CONTROL), P_BEQIMM(Unit.CONTROL), P_BNEIMM(Unit.CONTROL), LP_STARTI(Unit.CONTROL),
  LP_ENDI(Unit.CONTROL), LP_COUNT(Unit.CONTROL), LP_COUNTI(Unit.CONTROL), LP_SETUP(Unit.CONTROL), LP_SETUPI(Unit.CONTROL),
  CSRRW(Unit.CONTROL), CSRRS(Unit.CONTROL), CSRRC(Unit.CONTROL), CSRRWI(Unit.CONTROL), CSRRSI(Unit.CONTROL),
  CSRRCI(Unit.CONTROL), ECALL(Unit.CONTROL), EBREAK(Unit.CONTROL), WFI(Unit.CONTROL), ILLEGAL(Unit.CONTROL),

  FADD_S(Unit.FLOAT), FSUB_S(Unit.FLOAT), FMUL_S(Unit.FLOAT), FDIV_S(Unit.FLOAT), FSQRT_S(Unit.FLOAT), FMADD_S(Unit.FLOAT),
  FMSUB_S(Unit.FLOAT), FNMSUB_S(Unit.FLOAT), FNMADD_S(Unit.FLOAT), FSGNJ_S(Unit.FLOAT), FSGNJN_S(Unit.FLOAT),
  FSGNJX_S(Unit.FLOAT), FMIN_S(Unit.FLOAT), FMAX_S(Unit.FLOAT), FEQ_S(Unit.FLOAT), FLT_S(Unit.FLOAT), FLE_S(Unit.FLOAT),
  FCLASS_S(Unit.FLOAT), FCVT_W_S(Unit.FLOAT), FCVT_WU_S(Unit.FLOAT), FCVT_S_W(Unit.FLOAT), FCVT_S_WU(Unit.FLOAT),

  FADD_H(FADD_S), FSUB_H(FSUB_S), FMUL_H(FMUL_S), FDIV_H(FDIV_S), FSQRT_H(FSQRT_S), FMADD_H(FMADD_S), FMSUB_H(FMSUB_S), FNMSUB_H(FNMSUB_S),
  FNMADD_H(FNMADD_S), FSGNJ_H(FSGNJ_S), FSGNJN_H(FSGNJN_S), FSGNJX_H(FSGNJX_S), FMIN_H(FMIN_S), FMAX_H(FMAX_S), FEQ_H(FEQ_S), FLT_H(FLT_S),
  FLE_H(FLE_S), FCLASS_H(FCLASS_S), FCVT_W_H(FCVT_W_S), FCVT_WU_H(FCVT_WU_S), FCVT_H_W(FCVT_S_W), FCVT_H_WU(FCVT_S_WU), FCVT_S_H(Unit.FLOAT),
  FCVT_H_S(Unit.FLOAT),

  P_MAC(Unit.PULP), P_MSU(Unit.PULP), P_MIN(Unit.PULP), P_MINU(Unit.PULP), P_MAX(Unit.PULP), P_MAXU(Unit.PULP), P_ABS(Unit.PULP),
  P_CLIP(Unit.PULP), P_CLIPU(Unit.PULP), P_CLIPR(Unit.PULP), P_CLIPUR(Unit.PULP), P_EXTRACT(Unit.PULP), P_EXTRACTU(Unit.PULP), P_INSERT(Unit.PULP), P_CNT(Unit.PULP),
  P_FF1(Unit.PULP), P_FL1(Unit.PULP), P_CLB(Unit.PULP), P_EXTHS(Unit.PULP), P_EXTHZ(Unit.PULP), P_EXTBS(Unit.PULP),
  P_EXTBZ(Unit.PULP), P_ADDN(Unit.PULP), P_ADDUN(Unit.PULP), P_ADDRN(Unit.PULP), P_ADDURN(Unit.PULP),

  PV_ADD_H(Unit.SIMD), PV_ADD_B(Unit.SIMD), PV_SUB_H(Unit.SIMD), PV_SUB_B(Unit.SIMD), PV_MIN_H(Unit.SIMD), PV_MIN_B(Unit.SIMD),
  PV_MAX_H(Unit.SIMD), PV_MAX_B(Unit.SIMD), PV_MAXU_H(Unit.SIMD), PV_MAXU_B(Unit.SIMD), PV_DOTUP_H(Unit.SIMD),
  PV_DOTUP_B(Unit.SIMD), PV_DOTUSP_H(Unit.SIMD), PV_DOTUSP_B(Unit.SIMD), PV_DOTSP_H(Unit.SIMD), PV_DOTSP_B(Unit.SIMD),
  PV_SDOTUP_H(Unit.SIMD), PV_SDOTUP_B(Unit.SIMD), PV_SDOTUSP_H(Unit.SIMD), PV_SDOTUSP_B(Unit.SIMD), PV_SDOTSP_H(Unit.SIMD),
  PV_SDOTSP_B(Unit.SIMD), PV_SHUFFLE2_H(Unit.SIMD), PV_SHUFFLE2_B(Unit.SIMD), PV_PACK_H(Unit.SIMD), PV_PACKHI_B(Unit.SIMD),
  PV_PACKLO_B(Unit.SIMD);

  /** The executor of an instruction. */
  enum Unit { INTEGER, LOAD, STORE, CONTROL, FLOAT, PULP, SIMD }

  final Unit unit;
  /** Of an operation in half precision the same in single precision, else itself. */
  final Op single;

  Op(Unit unit) {
    this.unit = unit;
    single = this;
  }

  Op(Op single) {
    unit = single.unit;
    this.single = single;
  }

  String mnemonic() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
