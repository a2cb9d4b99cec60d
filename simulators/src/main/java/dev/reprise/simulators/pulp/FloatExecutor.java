package dev.reprise.simulators.pulp;

/**
 * Zfinx single precision. Results are those of IEEE 754 with round to nearest even, fused multiply-adds rounded once, NaN results
 * canonical (0x7fc00000). Arithmetic in another rounding mode traps rather than round wrongly; conversions to integers know all modes. The
 * accrued exception flags are not kept.
 */
final class FloatExecutor {
  private static final int CANONICAL_NAN = 0x7fc00000;
  private static final int SIGN = 0x80000000;
  private static final int DYNAMIC = 7;

  private FloatExecutor() {}

  static void execute(Core c, Instruction i, FpuArbiter fpu) {
    int a = c.x[i.rs1];
    int b = c.x[i.rs2];
    fpu.use(c, i.op == Op.FDIV_S || i.op == Op.FSQRT_S);
    float f = Float.intBitsToFloat(a);
    float g = Float.intBitsToFloat(b);
    c.x[i.rd] =
        switch (i.op) {
          case FADD_S -> rounded(c, i, f + g);
          case FSUB_S -> rounded(c, i, f - g);
          case FMUL_S -> rounded(c, i, f * g);
          case FDIV_S -> rounded(c, i, f / g);
          case FSQRT_S -> rounded(c, i, (float) Math.sqrt(f));
          case FMADD_S -> rounded(c, i, Math.fma(f, g, third(c, i)));
          case FMSUB_S -> rounded(c, i, Math.fma(f, g, -third(c, i)));
          case FNMSUB_S -> rounded(c, i, Math.fma(-f, g, third(c, i)));
          case FNMADD_S -> rounded(c, i, Math.fma(-f, g, -third(c, i)));
          case FSGNJ_S -> a & ~SIGN | b & SIGN;
          case FSGNJN_S -> a & ~SIGN | ~b & SIGN;
          case FSGNJX_S -> a ^ b & SIGN;
          case FMIN_S -> extreme(f, g, Math.min(f, g));
          case FMAX_S -> extreme(f, g, Math.max(f, g));
          case FEQ_S -> f == g ? 1 : 0;
          case FLT_S -> f < g ? 1 : 0;
          case FLE_S -> f <= g ? 1 : 0;
          case FCLASS_S -> classify(a);
          case FCVT_W_S -> toInteger(f, mode(c, i), Integer.MIN_VALUE, Integer.MAX_VALUE);
          case FCVT_WU_S -> toInteger(f, mode(c, i), 0, 0xffffffffL);
          case FCVT_S_W -> rounded(c, i, a);
          case FCVT_S_WU -> rounded(c, i, a & 0xffffffffL);
          default -> throw new IllegalStateException(i.op.name());
        };
  }

  private static float third(Core c, Instruction i) {
    return Float.intBitsToFloat(c.x[i.rs3]);
  }

  private static int mode(Core c, Instruction i) {
    return i.imm2 == DYNAMIC ? c.roundingMode : i.imm2;
  }

  private static int rounded(Core c, Instruction i, float value) {
    if (mode(c, i) != 0) {
      throw new Trap("rounding mode " + mode(c, i) + ": arithmetic here rounds to nearest even only");
    }
    return value != value ? CANONICAL_NAN : Float.floatToRawIntBits(value);
  }

  /** RISC-V minNum and maxNum: a number beats a NaN. */
  private static int extreme(float f, float g, float both) {
    if (f != f) {
      return g != g ? CANONICAL_NAN : Float.floatToRawIntBits(g);
    }
    return Float.floatToRawIntBits(g != g ? f : both);
  }

  private static int toInteger(float f, int mode, long lowest, long highest) {
    if (f != f) {
      return (int) highest;
    }
    double d = f;
    double r =
        switch (mode) {
          case 0 -> Math.rint(d);
          case 1 -> d < 0 ? Math.ceil(d) : Math.floor(d);
          case 2 -> Math.floor(d);
          case 3 -> Math.ceil(d);
          case 4 -> d < 0 ? Math.ceil(d - 0.5) : Math.floor(d + 0.5);
          default -> throw new Trap("rounding mode " + mode + " is reserved");
        };
    return (int) (long) Math.max(lowest, Math.min(highest, r));
  }

  private static int classify(int bits) {
    boolean negative = bits < 0;
    int exponent = bits >>> 23 & 0xff;
    int fraction = bits & 0x7fffff;
    if (exponent == 0xff) {
      return fraction == 0 ? negative ? 1 : 1 << 7 : (fraction & 0x400000) == 0 ? 1 << 8 : 1 << 9;
    }
    int positive = exponent != 0 ? 6 : fraction != 0 ? 5 : 4;
    return 1 << (negative ? 7 - positive : positive);
  }
}
