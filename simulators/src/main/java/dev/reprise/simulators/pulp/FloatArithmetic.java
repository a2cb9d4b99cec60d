package dev.reprise.simulators.pulp;

/**
 * Zfinx and Zhinx in any rounding mode, with the exception flags: results computed in double precision, rounded to odd where they are inexact, then once to their format. NaN results are canonical.
 */
final class FloatArithmetic {
  private FloatArithmetic() {}

  /** The result of {@code i}, which computes in format {@code f}; flags accrue in {@code c}. */
  static int compute(Core c, Instruction i, FloatFormat f) {
    int a = c.x[i.rs1];
    int b = c.x[i.rs2];
    Op op = i.op.single;
    return switch (op) {
      case FADD_S -> f.extended(sum(c, f, mode(c, i), a, b));
      case FSUB_S -> f.extended(sum(c, f, mode(c, i), a, negated(f, b)));
      case FMUL_S -> f.extended(product(c, f, mode(c, i), a, b));
      case FDIV_S -> f.extended(quotient(c, f, mode(c, i), a, b));
      case FSQRT_S -> f.extended(root(c, f, mode(c, i), a));
      case FMADD_S -> f.extended(fused(c, f, mode(c, i), a, b, c.x[i.rs3]));
      case FMSUB_S -> f.extended(fused(c, f, mode(c, i), a, b, negated(f, c.x[i.rs3])));
      case FNMSUB_S -> f.extended(fused(c, f, mode(c, i), negated(f, a), b, c.x[i.rs3]));
      case FNMADD_S -> f.extended(fused(c, f, mode(c, i), negated(f, a), b, negated(f, c.x[i.rs3])));
      case FSGNJ_S -> f.extended(a & ~f.sign | b & f.sign);
      case FSGNJN_S -> f.extended(a & ~f.sign | ~b & f.sign);
      case FSGNJX_S -> f.extended(a ^ b & f.sign);
      case FMIN_S, FMAX_S -> f.extended(extreme(c, f, a, b, op == Op.FMIN_S));
      case FEQ_S -> ordered(c, f, a, b, false) && f.value(a) == f.value(b) ? 1 : 0;
      case FLT_S -> ordered(c, f, a, b, true) && f.value(a) < f.value(b) ? 1 : 0;
      case FLE_S -> ordered(c, f, a, b, true) && f.value(a) <= f.value(b) ? 1 : 0;
      case FCLASS_S -> f.classify(a);
      case FCVT_W_S -> toInteger(c, f.value(a), mode(c, i), Integer.MIN_VALUE, Integer.MAX_VALUE);
      case FCVT_WU_S -> toInteger(c, f.value(a), mode(c, i), 0, 0xffffffffL);
      case FCVT_S_W -> f.extended(f.round(a, mode(c, i), c));
      case FCVT_S_WU -> f.extended(f.round(a & 0xffffffffL, mode(c, i), c));
      case FCVT_S_H -> f.extended(converted(c, FloatFormat.HALF, a, f, mode(c, i)));
      case FCVT_H_S -> f.extended(converted(c, FloatFormat.SINGLE, a, f, mode(c, i)));
      default -> throw new IllegalStateException(op.name());
    };
  }

  static int mode(Core c, Instruction i) {
    int mode = i.imm2 == FloatExecutor.DYNAMIC ? c.roundingMode : i.imm2;
    if (mode > FloatFormat.TO_NEAREST_AWAY) {
      throw new Trap("rounding mode " + mode + " is reserved");
    }
    return mode;
  }

  private static int negated(FloatFormat f, int bits) {
    return bits ^ f.sign;
  }

  /** NaN for operands of which one is NaN, or a result that is not defined. */
  private static int invalid(Core c, FloatFormat f, boolean raises) {
    c.floatFlags |= raises ? FloatFormat.INVALID : 0;
    return f.nan;
  }

  private static int sum(Core c, FloatFormat f, int mode, int a, int b) {
    if (f.isNan(a) || f.isNan(b)) {
      return invalid(c, f, f.isSignaling(a) || f.isSignaling(b));
    }
    return sum(c, f, mode, f.value(a), f.value(b));
  }

  private static int sum(Core c, FloatFormat f, int mode, double p, double q) {
    double s = p + q;
    if (s != s) {
      return invalid(c, f, true);
    }
    if (s == 0 && Math.copySign(1, p) != Math.copySign(1, q)) {
      return mode == FloatFormat.DOWN ? f.sign : 0;
    }
    double back = s - p;
    double error = Double.isInfinite(s) ? 0 : p - (s - back) + (q - back);
    return f.round(toOdd(s, error), mode, c);
  }

  private static int product(Core c, FloatFormat f, int mode, int a, int b) {
    if (f.isNan(a) || f.isNan(b)) {
      return invalid(c, f, f.isSignaling(a) || f.isSignaling(b));
    }
    double p = f.value(a) * f.value(b);
    return p != p ? invalid(c, f, true) : f.round(p, mode, c);
  }

  private static int fused(Core c, FloatFormat f, int mode, int a, int b, int addend) {
    boolean operandNan = f.isNan(a) || f.isNan(b);
    double p = f.value(a) * f.value(b);
    if (operandNan || f.isNan(addend) || p != p) {
      boolean undefined = !operandNan && p != p;
      return invalid(c, f, undefined || f.isSignaling(a) || f.isSignaling(b) || f.isSignaling(addend));
    }
    return sum(c, f, mode, p, f.value(addend));
  }

  private static int quotient(Core c, FloatFormat f, int mode, int a, int b) {
    if (f.isNan(a) || f.isNan(b)) {
      return invalid(c, f, f.isSignaling(a) || f.isSignaling(b));
    }
    double p = f.value(a);
    double q = f.value(b);
    double ratio = p / q;
    if (ratio != ratio) {
      return invalid(c, f, true);
    }
    if (q == 0 && !Double.isInfinite(p)) {
      c.floatFlags |= FloatFormat.DIVIDE_BY_ZERO;
    }
    boolean finite = !Double.isInfinite(ratio) && !Double.isInfinite(q);
    double error = finite ? Math.fma(-ratio, q, p) * Math.signum(q) : 0;
    return f.round(toOdd(ratio, error), mode, c);
  }

  private static int root(Core c, FloatFormat f, int mode, int a) {
    double v = f.value(a);
    if (f.isNan(a) || v < 0) {
      return invalid(c, f, !f.isNan(a) || f.isSignaling(a));
    }
    double r = Math.sqrt(v);
    return f.round(toOdd(r, Double.isInfinite(r) ? 0 : Math.fma(-r, r, v)), mode, c);
  }

  /**
   * {@code v} where {@code error} is 0; else of the two doubles around the exact value {@code v + error} the one whose last bit is set.
   */
  private static double toOdd(double v, double error) {
    if (error == 0 || (Double.doubleToRawLongBits(v) & 1) != 0) {
      return v;
    }
    return error > 0 ? Math.nextUp(v) : Math.nextDown(v);
  }

  /** A number beats a NaN, and -0 is less than 0. */
  private static int extreme(Core c, FloatFormat f, int a, int b, boolean least) {
    c.floatFlags |= f.isSignaling(a) || f.isSignaling(b) ? FloatFormat.INVALID : 0;
    if (f.isNan(a) || f.isNan(b)) {
      return f.isNan(a) ? f.isNan(b) ? f.nan : b : a;
    }
    return Double.compare(f.value(a), f.value(b)) < 0 == least ? a : b;
  }

  private static boolean ordered(Core c, FloatFormat f, int a, int b, boolean anyNanRaises) {
    boolean nan = f.isNan(a) || f.isNan(b);
    c.floatFlags |= nan && anyNanRaises || f.isSignaling(a) || f.isSignaling(b) ? FloatFormat.INVALID : 0;
    return !nan;
  }

  private static int toInteger(Core c, double v, int mode, long lowest, long highest) {
    if (v != v) {
      c.floatFlags |= FloatFormat.INVALID;
      return (int) highest;
    }
    double r = Math.copySign(FloatFormat.integer(Math.abs(v), mode, v < 0), v);
    if (r < lowest || r > highest) {
      c.floatFlags |= FloatFormat.INVALID;
      return (int) (r < lowest ? lowest : highest);
    }
    c.floatFlags |= r != v ? FloatFormat.INEXACT : 0;
    return (int) (long) r;
  }

  private static int converted(Core c, FloatFormat from, int bits, FloatFormat to, int mode) {
    return from.isNan(bits) ? invalid(c, to, from.isSignaling(bits)) : to.round(from.value(bits), mode, c);
  }
}
