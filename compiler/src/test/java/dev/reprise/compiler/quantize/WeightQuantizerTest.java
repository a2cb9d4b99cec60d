package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightQuantizerTest {
  private static final QParams INPUT = new QParams(0.02f, 100);
  private static final QParams OUTPUT = new QParams(0.05f, 30);

  private static IntegerWeights quantize(float[] weights, float[] bias, QParams output) {
    return WeightQuantizer.quantize("node 'c'", weights, bias, INPUT, output, null);
  }

  /** The real multiplier of a channel. */
  private static double multiplier(Requant q) {
    return q.m() * Math.scalb(1.0, q.l() - 32 - q.r());
  }

  @Test
  void codesScalesAndBiasesStandForTheFloatLayer() {
    Random random = new Random(1);
    int channels = 0;
    for (int round = 0; round < 200; round++) {
      int m = 1 + random.nextInt(5);
      int taps = 1 + random.nextInt(30);
      float[] weights = new float[m * taps];
      float[] bias = new float[m];
      for (int c = 0; c < m; c++) {
        double size = Math.exp(random.nextGaussian() * 3);
        bias[c] = (float) (random.nextGaussian() * size);
        for (int i = 0; i < taps; i++) {
          weights[c * taps + i] = (float) (random.nextGaussian() * size);
        }
      }
      IntegerWeights q = quantize(weights, bias, OUTPUT);
      for (int c = 0; c < m; c++) {
        float scale = q.scales()[c];
        long bound = Math.abs((long) q.bias()[c]);
        for (int i = c * taps; i < (c + 1) * taps; i++) {
          assertThat(q.codes()[i]).isBetween((byte) -127, (byte) 127);
          assertThat(q.codes()[i] * (double) scale).isCloseTo(weights[i], within(scale * 0.5001));
          bound += Math.abs(q.codes()[i]) * 155L;
        }
        double step = (double) INPUT.scale() * scale;
        assertThat(q.bias()[c] * step).isCloseTo(bias[c], within(step * 0.5001));
        assertThat(bound << q.requant().get(c).l()).isLessThan(1L << 31);
        assertThat(multiplier(q.requant().get(c))).isCloseTo(step / q.output().scale(), within(step / q.output().scale() * 0x1p-24));
        channels++;
      }
    }
    assertThat(channels).isGreaterThan(400);
  }

  @Test
  void aChannelOfZerosKeepsItsBias() {
    IntegerWeights q = quantize(new float[] {0, 0, 0}, new float[] {1.25f}, OUTPUT);
    assertThat(q.codes()).containsOnly(0);
    assertThat(q.bias()[0] * (double) INPUT.scale() * q.scales()[0]).isCloseTo(1.25, within(1e-4));
    IntegerWeights nothing = quantize(new float[] {0}, new float[] {0}, OUTPUT);
    assertThat(nothing.bias()).containsExactly(0);
    assertThat(nothing.scales()[0]).isPositive();
  }

  @Test
  void aBiasTooLargeForItsWeightsMakesTheirScaleCoarser() {
    IntegerWeights q = quantize(new float[] {1e-12f, -1e-12f}, new float[] {3f}, OUTPUT);
    assertThat(q.bias()[0] * (double) INPUT.scale() * q.scales()[0]).isCloseTo(3, within(1e-3));
  }

  @Test
  void anOutputTooFineForTheAccumulatorIsWidened() {
    float[] weights = new float[4096];
    Arrays.fill(weights, 100f);
    QParams fine = new QParams(1e-3f, 30);
    IntegerWeights q = quantize(weights, new float[1], fine);
    assertThat(q.output().scale()).isGreaterThan(fine.scale());
    assertThat(q.output().zeroPoint()).isEqualTo(30);
    assertThat((4096L * 127 * 155) << q.requant().get(0).l()).isLessThan(1L << 31);
  }

  @Test
  void anAccumulatorThatNeverFitsIsRefused() {
    float[] weights = new float[120_000];
    Arrays.fill(weights, 1f);
    assertThatThrownBy(() -> quantize(weights, new float[1], OUTPUT)).hasMessageContaining("RP1206").hasMessageContaining("node 'c'");
  }

  @Test
  void givenCodesAreKept() {
    WeightCodes given = new WeightCodes(new float[] {0.5f, -0.25f}, new byte[] {-128, 64}, new float[] {0.00390625f});
    IntegerWeights q = WeightQuantizer.quantize("node 'c'", given.floats(), new float[] {0.5f}, INPUT, OUTPUT, given);
    assertThat(q.codes()).containsExactly(-128, 64);
    assertThat(q.scales()).containsExactly(0.00390625f);
    assertThat(q.bias()[0]).isEqualTo((int) Math.rint(0.5 / ((double) 0.02f * 0.00390625)));
  }
}
