package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** N4: errors against double over every 127th binary32 of the domain, and the edges. */
class ElementaryFunctionsTest {
  private static final int STEP = 127;

  private interface FloatFunction {
    float at(float x);
  }

  @Test
  void exponential() {
    DoubleUnaryOperator exact = StrictMath::exp;
    assertThat(Math.max(worst(ElementaryFunctions::exp, exact, 0f, 88.72283f), worst(ElementaryFunctions::exp, exact, -87.33654f, -0f)))
        .isLessThanOrEqualTo(2);
    assertThat(ElementaryFunctions.exp(0f)).isEqualTo(1f);
    assertThat(ElementaryFunctions.exp(-0f)).isEqualTo(1f);
    assertThat(ElementaryFunctions.exp(Math.nextUp(88.72283f))).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.exp(Math.nextDown(-87.33654f))).isEqualTo(0f);
    assertThat(ElementaryFunctions.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(ElementaryFunctions.exp(Float.NaN)).isNaN();
    assertThat(ElementaryFunctions.exp(88.72283f)).isFinite();
  }

  @Test
  void logarithm() {
    assertThat(worst(ElementaryFunctions::log, StrictMath::log, Float.MIN_VALUE, Float.MAX_VALUE)).isLessThanOrEqualTo(2);
    assertThat(ElementaryFunctions.log(1f)).isEqualTo(0f);
    assertThat(ElementaryFunctions.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(ElementaryFunctions.log(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(ElementaryFunctions.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.log(-Float.MIN_VALUE)).isNaN();
    assertThat(ElementaryFunctions.log(Float.NaN)).isNaN();
  }

  @Test
  void hyperbolicTangent() {
    assertThat(worst(ElementaryFunctions::tanh, StrictMath::tanh, 0f, 100f)).isLessThanOrEqualTo(4);
    assertThat(worst(ElementaryFunctions::tanh, StrictMath::tanh, -100f, -0f)).isLessThanOrEqualTo(4);
    assertThat(ElementaryFunctions.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(ElementaryFunctions.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(ElementaryFunctions.tanh(-0f)).isEqualTo(0f);
    assertThat(ElementaryFunctions.tanh(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    assertThat(ElementaryFunctions.tanh(Float.NaN)).isNaN();
  }

  @Test
  void logistic() {
    DoubleUnaryOperator exact = x -> 1 / (1 + StrictMath.exp(-x));
    assertThat(worst(ElementaryFunctions::sigmoid, exact, 0f, 200f)).isLessThanOrEqualTo(4);
    assertThat(worst(ElementaryFunctions::sigmoid, exact, -87.33654f, -0f)).isLessThanOrEqualTo(4);
    assertThat(ElementaryFunctions.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(ElementaryFunctions.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(ElementaryFunctions.sigmoid(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(ElementaryFunctions.sigmoid(Float.NaN)).isNaN();
  }

  @Test
  void cosineOfTheSchedule() {
    // sin(pi*(1/2 - t)) is cos(pi*t) without cancellation at t = 1/2.
    assertThat(worst(ElementaryFunctions::cosPi, t -> StrictMath.sin(Math.PI * (0.5 - t)), 0f, 1f)).isLessThanOrEqualTo(3);
    assertThat(ElementaryFunctions.cosPi(0f)).isEqualTo(0x1.fffffep-1f); // one step below 1, as N4.4 rounds
    assertThat(ElementaryFunctions.cosPi(0.5f)).isEqualTo(0f);
    assertThat(ElementaryFunctions.cosPi(1f)).isEqualTo(-0x1.fffffep-1f);
  }

  /** Largest error in ulps of the exact result over [from, to] (both of one sign), every STEP-th float and both ends. */
  private static double worst(FloatFunction f, DoubleUnaryOperator exact, float from, float to) {
    int a = Float.floatToRawIntBits(from) & 0x7fffffff;
    int b = Float.floatToRawIntBits(to) & 0x7fffffff;
    int sign = Float.floatToRawIntBits(from) & 0x80000000;
    double worst = 0;
    long samples = 0;
    for (long bits = Math.min(a, b); bits <= Math.max(a, b); bits += STEP, samples++) {
      worst = Math.max(worst, error(f, exact, Float.intBitsToFloat((int) bits | sign)));
    }
    worst = Math.max(worst, error(f, exact, to));
    assertThat(samples).isGreaterThan(5_000_000);
    return worst;
  }

  private static double error(FloatFunction f, DoubleUnaryOperator exact, float x) {
    double want = exact.applyAsDouble(x);
    return Math.abs(f.at(x) - want) / Math.ulp((float) want);
  }
}
