package dev.reprise.simulators.pulp;

/** Binary floating-point formats of IEEE 754. Values are doubles, which hold each of them exactly; encodings are in the low bits. */
enum FloatFormat {
  SINGLE(24, 8),
  HALF(11, 5);

  /** Bits of fcsr. */
  static final int INEXACT = 1;
  static final int UNDERFLOW = 2;
  static final int OVERFLOW = 4;
  static final int DIVIDE_BY_ZERO = 8;
  static final int INVALID = 16;

  /** Rounding modes. */
  static final int TO_NEAREST_EVEN = 0;
  static final int TOWARDS_ZERO = 1;
  static final int DOWN = 2;
  static final int UP = 3;
  static final int TO_NEAREST_AWAY = 4;

  final int sign;
  final int infinity;
  /** The canonical one. */
  final int nan;
  private final int precision;
  private final int fractionBits;
  private final int bias;
  private final int lowest;

  FloatFormat(int precision, int exponentBits) {
    this.precision = precision;
    fractionBits = precision - 1;
    bias = (1 << exponentBits - 1) - 1;
    lowest = 1 - bias;
    infinity = (1 << exponentBits) - 1 << fractionBits;
    sign = 1 << fractionBits + exponentBits;
    nan = infinity | 1 << fractionBits - 1;
  }

  boolean isNan(int bits) {
    return (bits & sign - 1) > infinity;
  }

  boolean isSignaling(int bits) {
    return isNan(bits) && (bits & 1 << fractionBits - 1) == 0;
  }

  /** Of {@code bits}, whatever lies above them; any NaN is NaN. */
  double value(int bits) {
    int magnitude = bits & sign - 1;
    double v;
    if (magnitude >= infinity) {
      v = magnitude == infinity ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (magnitude >>> fractionBits == 0) {
      v = Math.scalb((double) magnitude, lowest - fractionBits);
    } else {
      int fraction = magnitude & (1 << fractionBits) - 1 | 1 << fractionBits;
      v = Math.scalb((double) fraction, (magnitude >>> fractionBits) - bias - fractionBits);
    }
    return (bits & sign) != 0 ? -v : v;
  }

  /** Encoding, its sign in all the bits above, as a register holds it. */
  int extended(int bits) {
    return (bits & sign) != 0 ? bits | -sign : bits & sign - 1;
  }

  /**
   * The encoding of {@code v} rounded, with the flags that this raises.
   *
   * @param v an exact result, or an inexact one rounded to odd (its last bit set), which keeps all roundings to fewer bits correct
   */
  int round(double v, int mode, Core c) {
    int signBits = Double.doubleToRawLongBits(v) < 0 ? sign : 0;
    double size = Math.abs(v);
    if (v != v) {
      return nan;
    }
    if (size == 0 || size == Double.POSITIVE_INFINITY) {
      return signBits | (size == 0 ? 0 : infinity);
    }
    boolean negative = signBits != 0;
    int exponent = Math.getExponent(size);
    double rounded = rounded(size, Math.max(exponent, lowest), mode, negative);
    if (rounded != size) {
      boolean tiny = exponent < lowest && rounded(size, exponent, mode, negative) < Math.scalb(1.0, lowest);
      c.floatFlags |= INEXACT | (tiny ? UNDERFLOW : 0);
    }
    if (rounded >= Math.scalb(1.0, bias + 1)) {
      c.floatFlags |= OVERFLOW | INEXACT;
      boolean toInfinity = mode == TO_NEAREST_EVEN || mode == TO_NEAREST_AWAY || mode == (negative ? DOWN : UP);
      return signBits | (toInfinity ? infinity : infinity - 1);
    }
    return signBits | encode(rounded);
  }

  private double rounded(double size, int exponent, int mode, boolean negative) {
    int quantum = exponent - fractionBits;
    return Math.scalb(integer(Math.scalb(size, -quantum), mode, negative), quantum);
  }

  /** Of a positive number that fits. */
  private int encode(double exact) {
    int exponent = Math.max(Math.getExponent(exact), lowest);
    int fraction = (int) Math.scalb(exact, fractionBits - exponent);
    // the hidden bit adds 1 to the exponent, and a subnormal number has none
    return (exponent + bias - 1 << fractionBits) + fraction;
  }

  /** The integer that {@code size}, which is not negative, is rounded to; {@code negative} says whose magnitude it is. */
  static double integer(double size, int mode, boolean negative) {
    double down = Math.floor(size);
    double rest = size - down;
    if (rest == 0) {
      return size;
    }
    boolean up =
        switch (mode) {
          case TO_NEAREST_EVEN -> rest > 0.5 || rest == 0.5 && Math.floor(down / 2) * 2 != down;
          case TOWARDS_ZERO -> false;
          case DOWN -> negative;
          case UP -> !negative;
          default -> rest >= 0.5;
        };
    return up ? down + 1 : down;
  }

  /** What fclass says. */
  int classify(int bits) {
    boolean negative = (bits & sign) != 0;
    int magnitude = bits & sign - 1;
    if (isNan(bits)) {
      return isSignaling(bits) ? 1 << 8 : 1 << 9;
    }
    int positive = magnitude == infinity ? 7 : magnitude >>> fractionBits != 0 ? 6 : magnitude != 0 ? 5 : 4;
    return 1 << (negative ? 7 - positive : positive);
  }
}
