package dev.reprise.simulators.pulp;

/**
 * Zfinx and Zhinx. Single precision rounded to nearest even, which programs use, is computed by the host where that raises no flag that is not yet there; all else by {@link FloatArithmetic}.
 */
final class FloatExecutor {
  static final int DYNAMIC = 7;

  private static final int EXPONENT = 0x7f800000;
  private static final int LEAST_NORMAL = 0x00800000;

  private FloatExecutor() {}

  static void execute(Core c, Instruction i, FpuArbiter fpu) {
    if (i.divideCycles == 0) {
      fpu.use(c);
    } else {
      fpu.divide(c, i.divideCycles);
    }
    if ((i.imm2 == DYNAMIC ? c.roundingMode : i.imm2) != 0 || (c.floatFlags & FloatFormat.INEXACT) == 0) {
      compute(c, i);
      return;
    }
    float f = Float.intBitsToFloat(c.x[i.rs1]);
    float g = Float.intBitsToFloat(c.x[i.rs2]);
    switch (i.op) {
      case FADD_S -> sum(c, i, f + g);
      case FSUB_S -> sum(c, i, f - g);
      case FMUL_S -> product(c, i, f, g, f * g);
      case FMADD_S -> product(c, i, f, g, Math.fma(f, g, third(c, i)));
      case FMSUB_S -> product(c, i, f, g, Math.fma(f, g, -third(c, i)));
      case FNMSUB_S -> product(c, i, f, g, Math.fma(-f, g, third(c, i)));
      case FNMADD_S -> product(c, i, f, g, Math.fma(-f, g, -third(c, i)));
      case FLT_S -> compared(c, i, f, g, f < g);
      case FLE_S -> compared(c, i, f, g, f <= g);
      case FCVT_S_W -> c.x[i.rd] = Float.floatToRawIntBits(c.x[i.rs1]);
      case FCVT_W_S -> integer(c, i, Math.rint((double) f));
      default -> compute(c, i);
    }
  }

  private static void compute(Core c, Instruction i) {
    boolean half = i.op.single != i.op || i.op == Op.FCVT_H_S;
    c.x[i.rd] = FloatArithmetic.compute(c, i, half ? FloatFormat.HALF : FloatFormat.SINGLE);
  }

  private static float third(Core c, Instruction i) {
    return Float.intBitsToFloat(c.x[i.rs3]);
  }

  /** A finite sum is at most inexact. */
  private static void sum(Core c, Instruction i, float s) {
    int bits = Float.floatToRawIntBits(s);
    c.x[i.rd] = (bits & EXPONENT) != EXPONENT ? bits : FloatArithmetic.compute(c, i, FloatFormat.SINGLE);
  }

  /** So is a normal one of a product, or one of 0. */
  private static void product(Core c, Instruction i, float f, float g, float p) {
    int bits = Float.floatToRawIntBits(p);
    int exponent = bits & EXPONENT;
    boolean quiet = exponent != EXPONENT && (exponent >= LEAST_NORMAL << 1 || f == 0 || g == 0);
    c.x[i.rd] = quiet ? bits : FloatArithmetic.compute(c, i, FloatFormat.SINGLE);
  }

  private static void compared(Core c, Instruction i, float f, float g, boolean holds) {
    c.x[i.rd] = f == f && g == g ? holds ? 1 : 0 : FloatArithmetic.compute(c, i, FloatFormat.SINGLE);
  }

  private static void integer(Core c, Instruction i, double r) {
    boolean fits = r >= Integer.MIN_VALUE && r <= Integer.MAX_VALUE;
    c.x[i.rd] = fits ? (int) r : FloatArithmetic.compute(c, i, FloatFormat.SINGLE);
  }
}
