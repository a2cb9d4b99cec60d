package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every instruction that computes a register from registers, against results worked out by hand from its definition. */
class InstructionTest {
  private static final int RD = 10;
  private static final int A = 11;
  private static final int B = 12;
  private static final int C = 13;

  /** @param d value of rd before */
  private record Row(Op op, int word, int d, int a, int b, int c, int expected) {}

  private static Row r(Op op, int f7, int f3, int opcode, int a, int b, int expected) {
    return acc(op, f7, f3, opcode, 0x55555555, a, b, expected);
  }

  private static Row acc(Op op, int f7, int f3, int opcode, int d, int a, int b, int expected) {
    return new Row(op, Encoder.r(f7, f3, opcode, RD, A, B), d, a, b, 0, expected);
  }

  /** rs2 field is a constant. */
  private static Row k(Op op, int f7, int f3, int opcode, int field, int d, int a, int expected) {
    return new Row(op, Encoder.r(f7, f3, opcode, RD, A, field), d, a, 0, 0, expected);
  }

  private static Row i(Op op, int f3, int imm, int a, int expected) {
    return new Row(op, Encoder.i(f3, 0x13, RD, A, imm), 0, a, 0, 0, expected);
  }

  private static Row fma(Op op, int opcode, int a, int b, int c, int expected) {
    return new Row(op, Encoder.r(C << 2, 7, opcode, RD, A, B), 0, a, b, c, expected);
  }

  private static Row fmaHalf(Op op, int opcode, int a, int b, int c, int expected) {
    return new Row(op, Encoder.r(C << 2 | 2, 7, opcode, RD, A, B), 0, a, b, c, expected);
  }

  private static final int MIN = 0x80000000;
  private static final int MAX = 0x7fffffff;
  private static final int ONE = 0x3f800000;
  private static final int TWO = 0x40000000;
  private static final int NAN = 0x7fc00000;

  private static final List<Row> INTEGER =
      List.of(
          new Row(Op.LUI, Encoder.lui(RD, 0xfedcb000), 0, 0, 0, 0, 0xfedcb000),
          i(Op.ADDI, 0, -1, 0, -1),
          i(Op.SLTI, 2, -1, -2, 1),
          i(Op.SLTI, 2, -2, -2, 0),
          i(Op.SLTIU, 3, -1, 5, 1),
          i(Op.XORI, 4, -1, 0x0f0f0f0f, 0xf0f0f0f0),
          i(Op.ORI, 6, 0x70f, 0x10, 0x71f),
          i(Op.ANDI, 7, -16, 0x1234567f, 0x12345670),
          i(Op.SLLI, 1, 31, 3, MIN),
          i(Op.SRLI, 5, 31, MIN, 1),
          i(Op.SRAI, 5, 0x400 | 31, MIN, -1),
          r(Op.ADD, 0, 0, 0x33, MAX, 1, MIN),
          r(Op.SUB, 0x20, 0, 0x33, MIN, 1, MAX),
          r(Op.SLL, 0, 1, 0x33, 1, 33, 2),
          r(Op.SLT, 0, 2, 0x33, -1, 0, 1),
          r(Op.SLTU, 0, 3, 0x33, -1, 0, 0),
          r(Op.XOR, 0, 4, 0x33, 5, 3, 6),
          r(Op.SRL, 0, 5, 0x33, -1, 4, 0x0fffffff),
          r(Op.SRA, 0x20, 5, 0x33, MIN, 36, 0xf8000000),
          r(Op.OR, 0, 6, 0x33, 5, 3, 7),
          r(Op.AND, 0, 7, 0x33, 5, 3, 1),
          r(Op.MUL, 1, 0, 0x33, 0x10001, 0x10001, 0x20001),
          r(Op.MULH, 1, 1, 0x33, MIN, MIN, 0x40000000),
          r(Op.MULHSU, 1, 2, 0x33, -1, -1, -1),
          r(Op.MULHU, 1, 3, 0x33, -1, -1, -2),
          r(Op.DIV, 1, 4, 0x33, -7, 2, -3),
          r(Op.DIV, 1, 4, 0x33, 7, 0, -1),
          r(Op.DIV, 1, 4, 0x33, MIN, -1, MIN),
          r(Op.DIVU, 1, 5, 0x33, -2, 2, MAX),
          r(Op.DIVU, 1, 5, 0x33, 9, 0, -1),
          r(Op.REM, 1, 6, 0x33, -7, 2, -1),
          r(Op.REM, 1, 6, 0x33, -7, 0, -7),
          r(Op.REM, 1, 6, 0x33, MIN, -1, 0),
          r(Op.REMU, 1, 7, 0x33, -1, 10, 5));

  private static final List<Row> FLOAT =
      List.of(
          r(Op.FADD_S, 0x00, 7, 0x53, ONE, 0x33800000, ONE),
          r(Op.FADD_S, 0x00, 7, 0x53, ONE, 0x34000000, 0x3f800001),
          r(Op.FADD_S, 0x00, 0, 0x53, 0x7f800000, 0xff800000, NAN),
          r(Op.FSUB_S, 0x04, 7, 0x53, ONE, TWO, 0xbf800000),
          r(Op.FMUL_S, 0x08, 7, 0x53, TWO, 0x40400000, 0x40c00000),
          r(Op.FMUL_S, 0x08, 7, 0x53, 0xffc12345, ONE, NAN),
          r(Op.FDIV_S, 0x0c, 7, 0x53, ONE, 0x40400000, 0x3eaaaaab),
          r(Op.FDIV_S, 0x0c, 7, 0x53, ONE, MIN, 0xff800000),
          k(Op.FSQRT_S, 0x2c, 7, 0x53, 0, 0, TWO, 0x3fb504f3),
          k(Op.FSQRT_S, 0x2c, 7, 0x53, 0, 0, 0xbf800000, NAN),
          // through double this product and sum would round to 0x3f800002 (twice) instead
          fma(Op.FMADD_S, 0x43, 0x39800008, 0x397ffff0, 0x3f800001, 0x3f800001),
          fma(Op.FMADD_S, 0x43, TWO, TWO, ONE, 0x40a00000),
          fma(Op.FMSUB_S, 0x47, TWO, TWO, ONE, 0x40400000),
          fma(Op.FNMSUB_S, 0x4b, TWO, TWO, ONE, 0xc0400000),
          fma(Op.FNMADD_S, 0x4f, TWO, TWO, ONE, 0xc0a00000),
          r(Op.FSGNJ_S, 0x10, 0, 0x53, ONE, MIN, 0xbf800000),
          r(Op.FSGNJN_S, 0x10, 1, 0x53, ONE, MIN, ONE),
          r(Op.FSGNJX_S, 0x10, 2, 0x53, 0xbf800000, MIN, ONE),
          r(Op.FMIN_S, 0x14, 0, 0x53, 0, MIN, MIN),
          r(Op.FMIN_S, 0x14, 0, 0x53, NAN, TWO, TWO),
          r(Op.FMAX_S, 0x14, 1, 0x53, 0, MIN, 0),
          r(Op.FMAX_S, 0x14, 1, 0x53, 0x7f800001, 0x7f800002, NAN),
          r(Op.FEQ_S, 0x50, 2, 0x53, 0, MIN, 1),
          r(Op.FEQ_S, 0x50, 2, 0x53, NAN, NAN, 0),
          r(Op.FLT_S, 0x50, 1, 0x53, ONE, TWO, 1),
          r(Op.FLE_S, 0x50, 0, 0x53, TWO, ONE, 0),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 0xff800000, 1),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 0xbf800000, 2),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 0x80000001, 4),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, MIN, 8),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 0, 16),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 1, 32),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, ONE, 64),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 0x7f800000, 128),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, 0x7f800001, 256),
          k(Op.FCLASS_S, 0x70, 1, 0x53, 0, 0, NAN, 512),
          k(Op.FCVT_W_S, 0x60, 0, 0x53, 0, 0, 0x40200000, 2),
          k(Op.FCVT_W_S, 0x60, 1, 0x53, 0, 0, 0xc0300000, -2),
          k(Op.FCVT_W_S, 0x60, 2, 0x53, 0, 0, 0xc0100000, -3),
          k(Op.FCVT_W_S, 0x60, 3, 0x53, 0, 0, 0x40100000, 3),
          k(Op.FCVT_W_S, 0x60, 4, 0x53, 0, 0, 0x40200000, 3),
          k(Op.FCVT_W_S, 0x60, 1, 0x53, 0, 0, NAN, MAX),
          k(Op.FCVT_W_S, 0x60, 1, 0x53, 0, 0, 0xff800000, MIN),
          k(Op.FCVT_WU_S, 0x60, 1, 0x53, 1, 0, 0x4f700000, 0xf0000000),
          k(Op.FCVT_WU_S, 0x60, 1, 0x53, 1, 0, 0xbf800000, 0),
          k(Op.FCVT_S_W, 0x68, 7, 0x53, 0, 0, 16777217, 0x4b800000),
          k(Op.FCVT_S_WU, 0x68, 7, 0x53, 1, 0, -1, 0x4f800000));

  /** 0x3c00 is 1, 0x4000 2, 0x4200 3, 0x7bff 65504, 1 the least number, 0x7c00 infinity, 0x7e00 NaN. Results are sign-extended; what lies above operands is not looked at. */
  private static final List<Row> HALF =
      List.of(
          r(Op.FADD_H, 0x02, 7, 0x53, 0x12343c00, 0x56781000, 0x3c00),
          r(Op.FADD_H, 0x02, 3, 0x53, 0x3c00, 0x1000, 0x3c01),
          r(Op.FADD_H, 0x02, 0, 0x53, 0x7bff, 0x4c00, 0x7c00),
          r(Op.FADD_H, 0x02, 1, 0x53, 0x7bff, 0x7bff, 0x7bff),
          r(Op.FADD_H, 0x02, 2, 0x53, 0x3c00, 0xbc00, 0xffff8000),
          r(Op.FSUB_H, 0x06, 7, 0x53, 0x3c00, 0x4000, 0xffffbc00),
          r(Op.FSUB_H, 0x06, 7, 0x53, 0x7c00, 0x7c00, 0x7e00),
          r(Op.FMUL_H, 0x0a, 7, 0x53, 0x4000, 0x4200, 0x4600),
          // half of the least number is a tie between 0 and it
          r(Op.FMUL_H, 0x0a, 0, 0x53, 1, 0x3800, 0),
          r(Op.FMUL_H, 0x0a, 4, 0x53, 1, 0x3800, 1),
          r(Op.FDIV_H, 0x0e, 7, 0x53, 0x3c00, 0x4200, 0x3555),
          r(Op.FDIV_H, 0x0e, 3, 0x53, 0x3c00, 0x4200, 0x3556),
          r(Op.FDIV_H, 0x0e, 7, 0x53, 0x3c00, 0x8000, 0xfffffc00),
          k(Op.FSQRT_H, 0x2e, 7, 0x53, 0, 0, 0x4000, 0x3da8),
          k(Op.FSQRT_H, 0x2e, 7, 0x53, 0, 0, 0xbc00, 0x7e00),
          // (1 + 2^-10)^2 - 1 - 2^-9 is 2^-20, which two roundings would lose
          fmaHalf(Op.FMADD_H, 0x43, 0x3c01, 0x3c01, 0xbc02, 0x0010),
          fmaHalf(Op.FMSUB_H, 0x47, 0x4000, 0x4000, 0x3c00, 0x4200),
          fmaHalf(Op.FNMSUB_H, 0x4b, 0x4000, 0x4000, 0x3c00, 0xffffc200),
          fmaHalf(Op.FNMADD_H, 0x4f, 0x4000, 0x4000, 0x3c00, 0xffffc500),
          r(Op.FSGNJ_H, 0x12, 0, 0x53, 0x3c00, 0x8000, 0xffffbc00),
          r(Op.FSGNJN_H, 0x12, 1, 0x53, 0x3c00, 0x8000, 0x3c00),
          r(Op.FSGNJN_H, 0x12, 1, 0x53, 0x3c00, 0x80000000, 0xffffbc00),
          r(Op.FSGNJX_H, 0x12, 2, 0x53, 0xbc00, 0x8000, 0x3c00),
          r(Op.FMIN_H, 0x16, 0, 0x53, 0, 0x8000, 0xffff8000),
          r(Op.FMIN_H, 0x16, 0, 0x53, 0x7e00, 0x4000, 0x4000),
          r(Op.FMAX_H, 0x16, 1, 0x53, 0, 0x8000, 0),
          r(Op.FMAX_H, 0x16, 1, 0x53, 0x7c01, 0x7c02, 0x7e00),
          r(Op.FEQ_H, 0x52, 2, 0x53, 0, 0x8000, 1),
          r(Op.FLT_H, 0x52, 1, 0x53, 0x3c00, 0x4000, 1),
          r(Op.FLE_H, 0x52, 0, 0x53, 0x4000, 0x3c00, 0),
          k(Op.FCLASS_H, 0x72, 1, 0x53, 0, 0, 0xfc00, 1),
          k(Op.FCLASS_H, 0x72, 1, 0x53, 0, 0, 0x03ff, 32),
          k(Op.FCLASS_H, 0x72, 1, 0x53, 0, 0, 0x7d00, 256),
          k(Op.FCVT_W_H, 0x62, 0, 0x53, 0, 0, 0xc500, -5),
          k(Op.FCVT_W_H, 0x62, 0, 0x53, 0, 0, 0x4100, 2),
          k(Op.FCVT_WU_H, 0x62, 1, 0x53, 1, 0, 0x7c00, -1),
          k(Op.FCVT_WU_H, 0x62, 1, 0x53, 1, 0, 0xbc00, 0),
          k(Op.FCVT_H_W, 0x6a, 7, 0x53, 0, 0, -2049, 0xffffe800),
          k(Op.FCVT_H_W, 0x6a, 2, 0x53, 0, 0, -2049, 0xffffe801),
          k(Op.FCVT_H_WU, 0x6a, 7, 0x53, 1, 0, -1, 0x7c00),
          k(Op.FCVT_S_H, 0x20, 7, 0x53, 2, 0, 0xbc01, 0xbf802000),
          k(Op.FCVT_S_H, 0x20, 7, 0x53, 2, 0, 1, 0x33800000),
          k(Op.FCVT_H_S, 0x22, 7, 0x53, 0, 0, 0x33000000, 0),
          k(Op.FCVT_H_S, 0x22, 7, 0x53, 0, 0, 0x33000001, 1),
          k(Op.FCVT_H_S, 0x22, 7, 0x53, 0, 0, 0x477ff000, 0x7c00),
          k(Op.FCVT_H_S, 0x22, 1, 0x53, 0, 0, 0x477ff000, 0x7bff));

  private static final List<Row> PULP =
      List.of(
          acc(Op.P_MAC, 0x21, 0, 0x33, 100, 7, -3, 79),
          acc(Op.P_MSU, 0x21, 1, 0x33, 100, 7, -3, 121),
          r(Op.P_MIN, 2, 4, 0x33, -1, 1, -1),
          r(Op.P_MINU, 2, 5, 0x33, -1, 1, 1),
          r(Op.P_MAX, 2, 6, 0x33, -1, 1, 1),
          r(Op.P_MAXU, 2, 7, 0x33, -1, 1, -1),
          k(Op.P_ABS, 2, 0, 0x33, 0, 0, -5, 5),
          k(Op.P_CLIP, 0x0a, 1, 0x33, 8, 0, 300, 127),
          k(Op.P_CLIP, 0x0a, 1, 0x33, 8, 0, -300, -128),
          k(Op.P_CLIP, 0x0a, 1, 0x33, 8, 0, -5, -5),
          k(Op.P_CLIP, 0x0a, 1, 0x33, 1, 0, 9, 0),
          k(Op.P_CLIPU, 0x0a, 2, 0x33, 9, 0, 300, 255),
          k(Op.P_CLIPU, 0x0a, 2, 0x33, 9, 0, -1, 0),
          r(Op.P_CLIPR, 0x0a, 5, 0x33, 300, 99, 99),
          r(Op.P_CLIPR, 0x0a, 5, 0x33, -300, 99, -100),
          r(Op.P_CLIPR, 0x0a, 5, 0x33, -99, 99, -99),
          r(Op.P_CLIPUR, 0x0a, 6, 0x33, 300, 99, 99),
          r(Op.P_CLIPUR, 0x0a, 6, 0x33, 98, 99, 98),
          r(Op.P_CLIPUR, 0x0a, 6, 0x33, -1, 99, 0),
          // length - 1 in the low bits of the first field
          k(Op.P_EXTRACT, 0x60 | 7, 0, 0x33, 8, 0, 0x12348056, 0xffffff80),
          k(Op.P_EXTRACT, 0x60 | 31, 0, 0x33, 0, 0, 0x92348056, 0x92348056),
          k(Op.P_EXTRACTU, 0x60 | 7, 1, 0x33, 8, 0, 0x12348056, 0x80),
          k(Op.P_INSERT, 0x60 | 7, 2, 0x33, 8, 0x11223344, 0xab, 0x1122ab44),
          k(Op.P_CNT, 8, 3, 0x33, 0, 0, 0xf0f00001, 9),
          k(Op.P_FF1, 8, 0, 0x33, 0, 0, 0x00000500, 8),
          k(Op.P_FF1, 8, 0, 0x33, 0, 0, 0, 32),
          k(Op.P_FL1, 8, 1, 0x33, 0, 0, 0x00000500, 10),
          k(Op.P_FL1, 8, 1, 0x33, 0, 0, 0, 32),
          k(Op.P_CLB, 8, 2, 0x33, 0, 0, 0x000fffff, 11),
          k(Op.P_CLB, 8, 2, 0x33, 0, 0, -1, 31),
          k(Op.P_CLB, 8, 2, 0x33, 0, 0, 0, 0),
          k(Op.P_EXTHS, 8, 4, 0x33, 0, 0, 0x12348765, 0xffff8765),
          k(Op.P_EXTHZ, 8, 5, 0x33, 0, 0, 0x12348765, 0x8765),
          k(Op.P_EXTBS, 8, 6, 0x33, 0, 0, 0x12348785, 0xffffff85),
          k(Op.P_EXTBZ, 8, 7, 0x33, 0, 0, 0x12348785, 0x85),
          r(Op.P_ADDN, 3, 2, 0x5b, -20, 3, -3),
          r(Op.P_ADDUN, 0x40 | 28, 2, 0x5b, -20, 3, 15),
          r(Op.P_ADDRN, 3, 6, 0x5b, -20, 3, -2),
          r(Op.P_ADDRN, 0, 6, 0x5b, -20, 3, -17),
          r(Op.P_ADDURN, 0x40 | 2, 6, 0x5b, 7, 3, 3));

  private static final int P = 0x7f80ff01;
  private static final int Q = 0x01ff02fe;

  private static final List<Row> SIMD =
      List.of(
          r(Op.PV_ADD_H, 0, 0, 0x57, 0x7fff0001, 0x0001ffff, 0x80000000),
          r(Op.PV_ADD_B, 0, 1, 0x57, P, Q, 0x807f01ff),
          r(Op.PV_SUB_H, 4, 0, 0x57, 0x00000001, 0x00010002, 0xffffffff),
          r(Op.PV_SUB_B, 4, 1, 0x57, P, Q, 0x7e81fd03),
          r(Op.PV_MIN_H, 0x10, 0, 0x57, 0x8000_7fff, 0x0001_8000, 0x80008000),
          r(Op.PV_MIN_B, 0x10, 1, 0x57, P, Q, 0x0180fffe),
          r(Op.PV_MAX_H, 0x18, 0, 0x57, 0x8000_7fff, 0x0001_8000, 0x00017fff),
          r(Op.PV_MAX_B, 0x18, 1, 0x57, P, Q, 0x7fff0201),
          r(Op.PV_MAXU_H, 0x1c, 0, 0x57, 0x8000_7fff, 0x0001_8000, 0x80008000),
          r(Op.PV_MAXU_B, 0x1c, 1, 0x57, P, Q, 0x7ffffffe),
          // bytes of P: 127 -128 -1 1, unsigned 127 128 255 1; of Q: 1 -1 2 -2, unsigned 1 255 2 254
          r(Op.PV_DOTSP_B, 0x4c, 1, 0x57, P, Q, 127 + 128 - 2 - 2),
          r(Op.PV_DOTUP_B, 0x40, 1, 0x57, P, Q, 127 + 128 * 255 + 255 * 2 + 254),
          r(Op.PV_DOTUSP_B, 0x44, 1, 0x57, P, Q, 127 - 128 + 510 - 2),
          acc(Op.PV_SDOTSP_B, 0x5c, 1, 0x57, 1000, P, Q, 1251),
          acc(Op.PV_SDOTUP_B, 0x50, 1, 0x57, 1000, P, Q, 1000 + 127 + 32640 + 510 + 254),
          acc(Op.PV_SDOTUSP_B, 0x54, 1, 0x57, 1000, P, Q, 1507),
          // halfwords -2 and 3 (65534 unsigned), 5 and -7 (65529 unsigned)
          r(Op.PV_DOTSP_H, 0x4c, 0, 0x57, 0xfffe0003, 0x0005fff9, -31),
          r(Op.PV_DOTUP_H, 0x40, 0, 0x57, 0xfffe0003, 0x0005fff9, 327670 + 196587),
          r(Op.PV_DOTUSP_H, 0x44, 0, 0x57, 0xfffe0003, 0x0005fff9, 327670 - 21),
          acc(Op.PV_SDOTSP_H, 0x5c, 0, 0x57, 31, 0xfffe0003, 0x0005fff9, 0),
          acc(Op.PV_SDOTUP_H, 0x50, 0, 0x57, 1, 0xfffe0003, 0x0005fff9, 524258),
          acc(Op.PV_SDOTUSP_H, 0x54, 0, 0x57, 1, 0xfffe0003, 0x0005fff9, 327650),
          acc(Op.PV_SHUFFLE2_H, 0x64, 0, 0x57, 0x11112222, 0x33334444, 0x00020001, 0x44441111),
          acc(Op.PV_SHUFFLE2_B, 0x64, 1, 0x57, 0x13121110, 0x23222120, 0x07000403, 0x23102013),
          acc(Op.PV_PACK_H, 0x68, 0, 0x57, 0, 0x11112222, 0x33334444, 0x22224444),
          acc(Op.PV_PACKHI_B, 0x6c, 1, 0x57, 0x01020304, 0xaa, 0xbb, 0xaabb0304),
          acc(Op.PV_PACKLO_B, 0x70, 1, 0x57, 0x01020304, 0xaa, 0xbb, 0x0102aabb));

  /** Scalar: the lowest element of the second operand in all places, whatever lies above it. */
  private static final List<Row> SCALAR =
      List.of(
          r(Op.PV_ADD_H, 0, 4, 0x57, 0x7fff0001, 0x1234ffff, 0x7ffe0000),
          r(Op.PV_ADD_B, 0, 5, 0x57, P, 0x12345602, 0x81820103),
          r(Op.PV_SUB_H, 4, 4, 0x57, 0x00000001, 0x12340002, 0xfffeffff),
          r(Op.PV_SUB_B, 4, 5, 0x57, P, 0x12345601, 0x7e7ffe00),
          r(Op.PV_MIN_H, 0x10, 4, 0x57, 0x80007fff, 0x12340001, 0x80000001),
          r(Op.PV_MIN_B, 0x10, 5, 0x57, P, 0x12345600, 0x0080ff00),
          r(Op.PV_MAX_H, 0x18, 4, 0x57, 0x80007fff, 0x12340001, 0x00017fff),
          r(Op.PV_MAX_B, 0x18, 5, 0x57, P, 0x12345600, 0x7f000001),
          r(Op.PV_MAXU_H, 0x1c, 4, 0x57, 0x80007fff, 0x12347fff, 0x80007fff),
          r(Op.PV_MAXU_B, 0x1c, 5, 0x57, P, 0x12345680, 0x8080ff80),
          // bytes of P: 127 -128 -1 1 (sum -1), unsigned 127 128 255 1 (sum 511)
          r(Op.PV_DOTSP_B, 0x4c, 5, 0x57, P, 0x123456fe, 2),
          r(Op.PV_DOTUP_B, 0x40, 5, 0x57, P, 0x123456fe, 511 * 254),
          r(Op.PV_DOTUSP_B, 0x44, 5, 0x57, P, 0x123456fe, -1022),
          acc(Op.PV_SDOTSP_B, 0x5c, 5, 0x57, 1000, P, 0x123456fe, 1002),
          acc(Op.PV_SDOTUP_B, 0x50, 5, 0x57, 1000, P, 0x123456fe, 1000 + 129794),
          acc(Op.PV_SDOTUSP_B, 0x54, 5, 0x57, 1000, P, 0x123456fe, -22),
          // halfwords -2 and 3 (sum 1), unsigned 65534 and 3 (sum 65537)
          r(Op.PV_DOTSP_H, 0x4c, 4, 0x57, 0xfffe0003, 0x1234fff9, -7),
          r(Op.PV_DOTUP_H, 0x40, 4, 0x57, 0xfffe0003, 0x12340005, 327685),
          r(Op.PV_DOTUSP_H, 0x44, 4, 0x57, 0xfffe0003, 0x1234fff9, -458759),
          acc(Op.PV_SDOTSP_H, 0x5c, 4, 0x57, 7, 0xfffe0003, 0x1234fff9, 0),
          acc(Op.PV_SDOTUP_H, 0x50, 4, 0x57, 1, 0xfffe0003, 0x12340005, 327686),
          acc(Op.PV_SDOTUSP_H, 0x54, 4, 0x57, 1, 0xfffe0003, 0x1234fff9, -458758));

  /** Immediate: bits 5 to 1 where rs2 is, bit 0 in bit 25. -3 is 0b111101, 61 for operations on unsigned numbers; 10 is 0b001010. */
  private static Row sci(Op op, int f7, int f3, int imm, int d, int a, int expected) {
    return k(op, f7 | imm & 1, f3, 0x57, imm >> 1 & 31, d, a, expected);
  }

  private static final List<Row> IMMEDIATE =
      List.of(
          sci(Op.PV_ADD_H, 0, 6, -3, 0, 0x7fff0001, 0x7ffcfffe),
          sci(Op.PV_ADD_B, 0, 7, 10, 0, P, 0x898a090b),
          sci(Op.PV_SUB_H, 4, 6, 31, 0, 0x00200001, 0x0001ffe2),
          sci(Op.PV_SUB_B, 4, 7, -3, 0, P, 0x82830204),
          sci(Op.PV_MIN_H, 0x10, 6, -32, 0, 0x80007fff, 0x8000ffe0),
          sci(Op.PV_MIN_B, 0x10, 7, -3, 0, P, 0xfd80fdfd),
          sci(Op.PV_MAX_H, 0x18, 6, -32, 0, 0x80007fff, 0xffe07fff),
          sci(Op.PV_MAX_B, 0x18, 7, -3, 0, P, 0x7ffdff01),
          sci(Op.PV_MAXU_H, 0x1c, 6, -3, 0, 0x80000001, 0x8000003d),
          sci(Op.PV_MAXU_B, 0x1c, 7, -3, 0, P, 0x7f80ff3d),
          sci(Op.PV_DOTSP_B, 0x4c, 7, -3, 0, P, 3),
          sci(Op.PV_DOTUP_B, 0x40, 7, -3, 0, P, 511 * 61),
          sci(Op.PV_DOTUSP_B, 0x44, 7, -3, 0, P, -1533),
          sci(Op.PV_SDOTSP_B, 0x5c, 7, -3, 1000, P, 1003),
          sci(Op.PV_SDOTUP_B, 0x50, 7, -3, 1000, P, 1000 + 31171),
          sci(Op.PV_SDOTUSP_B, 0x54, 7, -3, 1000, P, -533),
          sci(Op.PV_DOTSP_H, 0x4c, 6, -3, 0, 0xfffe0003, -3),
          sci(Op.PV_DOTUP_H, 0x40, 6, -3, 0, 0xfffe0003, 65537 * 61),
          sci(Op.PV_DOTUSP_H, 0x44, 6, -3, 0, 0xfffe0003, -196611),
          sci(Op.PV_SDOTSP_H, 0x5c, 6, 10, 7, 0xfffe0003, 17),
          sci(Op.PV_SDOTUP_H, 0x50, 6, 10, 7, 0xfffe0003, 655377),
          sci(Op.PV_SDOTUSP_H, 0x54, 6, -3, 1, 0xfffe0003, -196610));

  @Test
  void integer() {
    assertThat(check(INTEGER, Op.Unit.INTEGER)).isEqualTo(EnumSet.of(Op.AUIPC, Op.FENCE));
  }

  @Test
  void floats() {
    Set<Op> missing = check(FLOAT, Op.Unit.FLOAT);
    missing.retainAll(check(HALF, Op.Unit.FLOAT));
    assertThat(missing).isEmpty();
  }

  @Test
  void scalarPulp() {
    assertThat(check(PULP, Op.Unit.PULP)).isEmpty();
  }

  @Test
  void packed() {
    assertThat(check(SIMD, Op.Unit.SIMD)).isEmpty();
    Set<Op> registersOnly = EnumSet.of(Op.PV_SHUFFLE2_H, Op.PV_SHUFFLE2_B, Op.PV_PACK_H, Op.PV_PACKHI_B, Op.PV_PACKLO_B);
    assertThat(check(SCALAR, Op.Unit.SIMD)).isEqualTo(registersOnly);
    assertThat(check(IMMEDIATE, Op.Unit.SIMD)).isEqualTo(registersOnly);
    assertThat(Decoder.decode(SCALAR.get(1).word).mnemonic()).isEqualTo("pv.add.sc.b");
    assertThat(Decoder.decode(IMMEDIATE.get(0).word).mnemonic()).isEqualTo("pv.add.sci.h");
  }

  /** Runs each row alone, and with rd = x0; returns the instructions of the unit that no row names. */
  private static Set<Op> check(List<Row> rows, Op.Unit unit) {
    Set<Op> missing = EnumSet.allOf(Op.class);
    missing.removeIf(op -> op.unit != unit);
    for (Row row : rows) {
      PulpMachine m = run(row, row.word);
      String name = String.format("%s a=%08x b=%08x d=%08x", row.op, row.a, row.b, row.d);
      assertThat(m.register(9, RD)).as(name).isEqualTo(row.expected);
      assertThat(Decoder.decode(row.word).op).as(name).isEqualTo(row.op);
      PulpMachine zero = run(row, row.word & ~(31 << 7));
      assertThat(zero.register(9, 0)).as(name + " into x0").isZero();
      assertThat(zero.register(9, RD)).as(name + " into x0").isEqualTo(row.d);
      missing.remove(row.op);
    }
    return missing;
  }

  private static PulpMachine run(Row row, int word) {
    TestProgram p = new TestProgram().cachesOn().li(RD, row.d).li(A, row.a).li(B, row.b).li(C, row.c).add(word).exit(0);
    PulpMachine m = new PulpMachine(new PulpConfig(8, 4, 16, 1024, 1 << 16, 15, 8, 0, 0), p.image());
    assertThat(m.run(100_000).end()).isEqualTo(PulpOutcome.End.EXIT);
    return m;
  }
}
