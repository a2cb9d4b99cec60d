package dev.reprise.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.quantize.Requant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which weights of imported models the kernels for pairs of channels take. */
class PairedWeightsTest {
  private static final Map<String, Integer> POINTWISE =
      Map.ofEntries(
          Map.entry("c_in", 2), Map.entry("c_out", 2), Map.entry("h_in", 4), Map.entry("w_in", 4), Map.entry("h_out", 4), Map.entry("w_out", 4),
          Map.entry("k_h", 1), Map.entry("k_w", 1), Map.entry("stride_h", 1), Map.entry("stride_w", 1), Map.entry("dilation_h", 1), Map.entry("dilation_w", 1),
          Map.entry("pad_top", 0), Map.entry("pad_left", 0), Map.entry("groups", 1));

  private static WeightedWork pair(int... weights) {
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      bytes[i] = (byte) weights[i];
    }
    return new WeightedWork(POINTWISE, bytes, new int[2], Collections.nCopies(2, (Requant) null), 0, 0, 0, 255, 0);
  }

  @Test
  void theLeastWeightFitsBesideOneThatIsNotNegative() {
    assertThat(PairedWeights.fit(pair(-127, 5, 127, -127))).isTrue();
    assertThat(PairedWeights.fit(pair(-128, -128, 127, -127))).isTrue();
    assertThat(PairedWeights.fit(pair(0, 5, -128, 7))).isTrue();
    assertThat(PairedWeights.fit(pair(-1, 5, -128, 7))).isFalse();
  }

  @Test
  void aStretchOfTheLeastWeightIsTooMuchForItsBits() {
    int[] weights = new int[2 * 600];
    Arrays.fill(weights, 600 + 100, 600 + 356, -128);
    assertThat(PairedWeights.fit(pair(weights))).isTrue();
    Arrays.fill(weights, 600 + 100, 600 + 358, -128);
    assertThat(PairedWeights.fit(pair(weights))).isFalse();
    Arrays.fill(weights, 600, 1200, -127);
    assertThat(PairedWeights.fit(pair(weights))).isTrue();
  }

  @Test
  void pointwiseConvolutionsWithOtherWeightsRunTheGeneralKernel() {
    WeightedWork fits = pair(1, 2, 3, 4);
    WeightedWork other = pair(-1, 2, -128, 4);
    assertThat(new PointwiseDsp(Layout.HWC).accepts(fits)).isTrue();
    assertThat(new ConvDsp(Layout.HWC).accepts(fits)).isFalse();
    assertThat(new PointwiseDsp(Layout.HWC).accepts(other)).isFalse();
    assertThat(new ConvDsp(Layout.HWC).accepts(other)).isTrue();
  }
}
