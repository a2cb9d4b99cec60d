package dev.reprise.compiler.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.canonicalize.LearnerCheck;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.models.MobileNetV1;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The figures of MobileNet-V1 1.0/128 with 50 classes against those derived by hand from the shapes in the QLR-CL paper (arXiv 2110.10486):
 * M = 1500, minibatch 128, weights without biases, activations = inputs of the trained layers, no input gradient at the first of them.
 */
class MobileNetFiguresTest {
  private static Graph original;
  private static Graph graph;
  private static Inspection inspection;

  @BeforeAll
  static void build() {
    original = MobileNetV1.build(1.0, 128, 50, true, 1);
    graph = Canonicalizer.run(original);
    LearnerCheck.check(graph);
    inspection = Inspection.of(graph);
  }

  @ParameterizedTest
  @CsvSource({
    "conv5_4/dw/relu, 32768, 196.6, 49.2, 43.0, 36.9, 2.17 M, 88.60, 20.62, 126",
    "conv5_5/dw/relu, 32768, 196.6, 49.2, 43.0, 36.9, 1.90 M, 55.05, 14.06, 143",
    "conv5_6/dw/relu,  8192,  49.2, 12.3, 10.8,  9.2, 1.63 M, 21.50,  8.67, 160",
    "conv6/dw/relu,   16384,  98.3, 24.6, 21.5, 18.4, 1.10 M,  8.91,  4.31, 169",
  })
  void splitAt(
      String after, long latent, String b32, String b8, String b7, String b6, String weights, String kept, String gmac, long frozen) {
    SplitFigures s = figures(after);
    assertThat(s.latentElements()).isEqualTo(latent);
    assertThat(megabytes(s.replayBytes().bits32() * 1500, 1)).isEqualTo(b32);
    assertThat(megabytes(s.replayBytes().bits8() * 1500, 1)).isEqualTo(b8);
    assertThat(megabytes(s.replayBytes().bits7() * 1500, 1)).isEqualTo(b7);
    assertThat(megabytes(s.replayBytes().bits6() * 1500, 1)).isEqualTo(b6);
    assertThat(megabytes(s.trainableWeights(), 2) + " M").isEqualTo(weights);
    assertThat(megabytes(s.memory().activations() * 128, 2)).isEqualTo(kept);
    assertThat(megabytes(s.minibatchMacs() / 1000, 2)).isEqualTo(gmac);
    assertThat(Math.round(s.frozenMacs() / 1e6)).isEqualTo(frozen);
  }

  @Test
  void splitAtThePool() {
    SplitFigures s = figures("pool6");
    assertThat(s.latentElements()).isEqualTo(1024);
    assertThat(megabytes(s.replayBytes().bits32() * 1500, 2)).isEqualTo("6.14");
    assertThat(megabytes(s.replayBytes().bits8() * 1500, 2)).isEqualTo("1.54");
    assertThat(megabytes(s.replayBytes().bits7() * 1500, 2)).isEqualTo("1.34");
    assertThat(megabytes(s.replayBytes().bits6() * 1500, 2)).isEqualTo("1.15");
    assertThat(s.trainableWeights()).isEqualTo(51_200);
    assertThat(megabytes(s.memory().activations() * 128, 2)).isEqualTo("0.52");
    assertThat(megabytes(s.minibatchMacs() / 1000, 4)).isEqualTo("0.0131");
    assertThat(Math.round(s.frozenMacs() / 1e6)).isEqualTo(185);
  }

  @Test
  void wholeModel() {
    assertThat(megabytes(inspection.macs(), 1)).isEqualTo("185.4");
    assertThat(megabytes(inspection.weights(), 2)).isEqualTo("3.24");
    assertThat(inspection.layers().stream().filter(l -> l.weights() > 0)).hasSize(28);
  }

  /** Input, 27 convolutions with and without their activation, pool (one point with its flattened form). */
  @Test
  void splitsAreAllCutsBeforeTheLastLayer() {
    assertThat(inspection.splits()).hasSize(1 + 2 * 27 + 1);
    assertThat(Splits.find(graph, original, "auto")).isEqualTo(figures("pool6").point());
    assertThat(Splits.find(graph, original, "flatten_output").node()).isEqualTo("pool6");
    SplitPoint folded = Splits.find(graph, original, "conv5_4/dw_output");
    assertThat(folded.node()).isEqualTo("conv5_4/dw");
    assertThat(folded.preferred()).isFalse();
  }

  private static SplitFigures figures(String after) {
    SplitPoint point = Splits.find(graph, original, after);
    return inspection.splits().get(point.number());
  }

  private static String megabytes(long n, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", n / 1e6);
  }
}
