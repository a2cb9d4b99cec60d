package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** N6.1 against exact decimal arithmetic. */
class RequantSolverTest {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** m * 2^(l-32-r), exactly. */
  private static BigDecimal value(Requant q) {
    int e = q.l() - 32 - q.r();
    BigDecimal power = new BigDecimal(2).pow(Math.abs(e));
    return e >= 0 ? BigDecimal.valueOf(q.m()).multiply(power) : BigDecimal.valueOf(q.m()).divide(power, MathContext.UNLIMITED);
  }

  /** The formula of N6.1 without zero point and clamp. */
  private static int apply(int acc, Requant q) {
    int high = (int) (((long) (acc << q.l()) * q.m()) >> 32);
    return (high + (1 << (q.r() - 1))) >> q.r();
  }

  @Test
  void everyMultiplierIsRepresentedToHalfAUnitOfItsMantissa() {
    SplittableRandom random = new SplittableRandom(1);
    int cases = 0;
    for (int exponent = -33; exponent < 12; exponent++) {
      for (int i = 0; i < 400; i++) {
        double real = i == 0 ? Math.scalb(1.0, exponent) : i == 1 ? Math.nextDown(Math.scalb(1.0, exponent + 1)) : Math.scalb(1 + random.nextDouble(), exponent);
        Requant q = RequantSolver.solve(real);
        assertThat(q.m()).as("m of %s", real).isGreaterThanOrEqualTo(1 << 30);
        assertThat((int) (float) q.m()).as("m of %s as a float", real).isEqualTo(q.m());
        assertThat(q.r()).isBetween(1, 31);
        assertThat(q.l()).isBetween(0, 15);
        assertThat(q.l() > 0).as("l of %s", real).isEqualTo(value(q).doubleValue() >= 0.25);
        BigDecimal error = value(q).subtract(new BigDecimal(real)).abs();
        BigDecimal unit = new BigDecimal(Math.scalb(1.0, exponent - 23));
        assertThat(error).as("error of %s", real).isLessThanOrEqualTo(unit.multiply(HALF));
        cases++;
      }
    }
    assertThat(cases).isEqualTo(45 * 400);
  }

  @Test
  void theFormulaRoundsTheExactProductHalfUp() {
    SplittableRandom random = new SplittableRandom(2);
    int cases = 0;
    for (int exponent = -30; exponent <= 6; exponent++) {
      for (int i = 0; i < 500; i++) {
        double real = Math.scalb(i % 5 == 0 ? 1 : 1 + random.nextDouble(), exponent);
        Requant q = RequantSolver.solve(real);
        int limit = Integer.MAX_VALUE >> q.l();
        int acc = i % 7 == 0 ? limit : i % 7 == 1 ? -limit : random.nextInt(-limit, limit);
        assertThat(RequantSolver.fits(Math.abs((long) acc), q)).isTrue();
        BigDecimal exact = value(q).multiply(BigDecimal.valueOf(acc));
        int expected = exact.add(HALF).setScale(0, RoundingMode.FLOOR).intValueExact();
        assertThat(apply(acc, q)).as("%d * %s", acc, real).isEqualTo(expected);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(37 * 500);
  }

  @Test
  void aTieRoundsUp() {
    Requant half = RequantSolver.solve(0.5);
    assertThat(apply(1, half)).isEqualTo(1);
    assertThat(apply(-1, half)).isZero();
    assertThat(apply(3, half)).isEqualTo(2);
    assertThat(apply(-3, half)).isEqualTo(-1);
  }

  @Test
  void aMantissaThatRoundsUpToTwoMovesTheExponent() {
    Requant q = RequantSolver.solve(Math.nextDown(0.125));
    assertThat(value(q)).isEqualByComparingTo("0.125");
  }

  @Test
  void aVanishingMultiplierGivesZeroForEveryAccumulator() {
    Requant q = RequantSolver.solve(0x1p-60);
    assertThat(apply(Integer.MAX_VALUE, q)).isZero();
    assertThat(apply(Integer.MIN_VALUE, q)).isZero();
  }

  @Test
  void theProofCountsTheLeftShift() {
    Requant two = RequantSolver.solve(2);
    assertThat(two.l()).isEqualTo(4);
    assertThat(RequantSolver.fits((1L << 27) - 1, two)).isTrue();
    assertThat(RequantSolver.fits(1L << 27, two)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0x1p12, Double.NaN, Double.POSITIVE_INFINITY})
  void othersAreRefused(double multiplier) {
    assertThatThrownBy(() -> RequantSolver.solve(multiplier)).isInstanceOf(IllegalArgumentException.class);
  }
}
