package dev.reprise.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.quantize.Requant;
import dev.reprise.compiler.quantize.RequantSolver;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where an output stage has a scale, the kernels' formula gives the codes of N6.1. */
class XpulpChannelTest {
  private static final int CHANNELS = 3000;

  /** N6.1, in 32 and 64 bits as the portable kernels compute it. */
  private static int portable(int sum, Requant q, int zeroPoint) {
    int high = (int) (((long) (sum << q.l()) * q.m()) >> 32);
    return Math.max(0, Math.min(255, zeroPoint + (high + (1 << q.r() - 1) >> q.r())));
  }

  /** The lowest 16 bits of the float. */
  private static int scaled(int sum, float scale, int zeroPoint) {
    return Math.max(0, Math.min(255, (short) Float.floatToRawIntBits(Math.fma((float) sum, scale, 0x1.8p23f + zeroPoint))));
  }

  @Test
  void aScaleGivesTheCodesOfEverySum() {
    SplittableRandom random = new SplittableRandom(7);
    int withScale = 0;
    for (int i = 0; i < CHANNELS; i++) {
      double multiplier = Math.scalb(1 + random.nextDouble(), random.nextInt(-14, -1));
      Requant q = RequantSolver.solve(multiplier);
      int zeroPoint = random.nextInt(256);
      long bound = (long) Math.min(Integer.MAX_VALUE >> q.l(), random.nextDouble(300, 30000) / multiplier);
      float scale = XpulpChannel.of(0, q, zeroPoint, bound).scale();
      withScale += scale != 0 ? 1 : 0;
      for (int k = 0; scale != 0 && k < 300; k++) {
        // near a step, or anywhere
        double sum = k % 3 == 0 ? random.nextDouble(-bound, bound) : Math.rint((random.nextInt(-300, 300) - 0.5) / multiplier) + random.nextInt(-2, 3);
        int acc = (int) Math.max(-bound, Math.min(bound, sum));
        assertThat(scaled(acc, scale, zeroPoint)).as("%d * %s + %d", acc, q, zeroPoint).isEqualTo(portable(acc, q, zeroPoint));
      }
    }
    assertThat(withScale).isBetween(CHANNELS * 9 / 10, CHANNELS);
  }

  @Test
  void aPowerOfTwoHasTiesAndNoScale() {
    Requant half = RequantSolver.solve(0.125);
    assertThat(portable(-4, half, 100)).isEqualTo(100);
    assertThat(XpulpChannel.of(0, half, 100, 1000).scale()).isZero();
  }

  @Test
  void codesBeyondSixteenBitsHaveNoScale() {
    Requant q = RequantSolver.solve(0.1);
    assertThat(XpulpChannel.of(0, q, 3, 300_000).scale()).isEqualTo(0.1f);
    assertThat(XpulpChannel.of(0, q, 3, 330_000).scale()).isZero();
  }

  @Test
  void aMultiplierThatNoFloatHoldsHasNoScale() {
    assertThat(XpulpChannel.of(0, new Requant((1 << 30) + 1, 0, 10), 0, 1 << 30).scale()).isZero();
  }
}
