package dev.reprise.host.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.DesignPoint;
import dev.reprise.compiler.DesignSpace;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.explore.ExploreReport.Published;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The design space of quantized latent replay: its points have the sizes and the work that follow from the published shapes. */
class QlrClTest {
  private static DesignSpace space;
  private static Target target;

  @BeforeAll
  static void build() {
    space = new DesignSpace("qlr_cl", ExplorePreset.QLR_CL.front());
    target = new Targets(Path.of(System.getProperty("reprise.home"))).get("stm32l476-nucleo");
  }

  /** Published: latent elements, replay memory of 1500 at 8 and 7 bits in MB, weights in millions, GMAC of a minibatch, MMAC of the frozen stage. */
  @ParameterizedTest
  @CsvSource({
    "19, 32768, 49.2, 43.0, 2.17, 20.62, 126",
    "21, 32768, 49.2, 43.0, 1.90, 14.06, 143",
    "23,  8192, 12.3, 10.8, 1.63,  8.67, 160",
    "25, 16384, 24.6, 21.5, 1.10,  4.31, 169",
    "27,  1024,  1.5,  1.3, 0.05,  0.01, 185",
  })
  void pointsAreThePublishedOnes(String lr, int latent, String eight, String seven, String weights, String gmac, long frozen) {
    DesignPoint at8 = point(lr, 8);
    DesignPoint at7 = point(lr, 7);
    assertThat(at8.model().latentElements()).isEqualTo(latent);
    assertThat(decimals(at8.replayBytes() / 1e6, 1)).isEqualTo(eight);
    assertThat(decimals(at7.replayBytes() / 1e6, 1)).isEqualTo(seven);
    long withoutBiases = at8.schedule().adaptive().trainables().stream().filter(t -> !t.name().endsWith("bias")).mapToLong(t -> t.weight().elements()).sum();
    assertThat(decimals(withoutBiases / 1e6, 2)).isEqualTo(weights);
    assertThat(at8.trainedWeights()).isBetween(withoutBiases, withoutBiases + 10_000);
    assertThat(decimals(128 * macs(at8.trainingCalls()) / 1e9, 2)).isEqualTo(gmac);
    assertThat(Math.round(macs(at8.latentCalls()) / 1e6)).isEqualTo(frozen);
    assertThat(at8.fits()).as("the part cannot hold it").isFalse();
    assertThat(at8.ramBytes()).isGreaterThan(at8.replayBytes());
    assertThat(at8.ramByPurpose().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(at8.ramBytes());
  }

  /** 64 MB of HyperRAM hold slots, kept latents, constants and what is trained of these, as {@code compile} would place them; at LR 19 1500 slots of 32 KB are too many. */
  @ParameterizedTest
  @CsvSource({"19, 375, true", "19, 1500, false", "23, 3000, true"})
  void vegaWithHyperRamHolds(String lr, int slots, boolean fits) {
    ExplorePreset preset = ExplorePreset.QLR_CL;
    Target hyperram = new Targets(Path.of(System.getProperty("reprise.home"))).get("vega-hyperram");
    DesignPoint p = space.point(preset.settings().withSplit(preset.splits().get(lr)).withLatentBits(8).withSlots(slots), hyperram);
    assertThat(p.fits()).isEqualTo(fits);
    assertThat(p.farConstantBytes()).as("constants in L3").isBetween(p.constantBytes() - (128 << 10), p.constantBytes());
    assertThat(p.schedule().frozen().constants().keySet()).as("constants of the frozen stage in L3").anyMatch(p.far()::holds);
  }

  @Test
  void publishedFiguresStandBesideOurs() {
    List<Published> rows = new QlrClStudy().beside(SampleReport.of(List.of()));
    assertThat(rows).extracting(Published::published).containsExactly("65x", "37x less", "535 h", "< 64 MB", "1.7");
    assertThat(rows.get(0).ours()).isEqualTo("94x (94 to 94)");
    // 375 / 80 MHz; 65 / 4.6875 / 1.7
    assertThat(rows.get(0).why()).contains("the clocks make 4.7x", "8.2 cycles/MAC", "take 8.0 there");
    // 37 / 65 of 62 mW
    assertThat(rows.get(1).why()).contains("35 mW beside VEGA's 62", "has 31 mW");
    // 43.956 kJ in 535 * 60 minutes; of 0.165 J and 1.65 mJ the nearer one
    assertThat(rows.get(2).why()).contains("1.37 J a minibatch", "LR 19 at 8 bits, 0.17 J");
    assertThat(rows.get(2).ours()).contains("STM32L4: ");
    assertThat(rows.get(3).ours()).startsWith("4 of 4 points below 64 MB; 6.7 MB at most");
  }

  private static DesignPoint point(String lr, int bits) {
    ExplorePreset preset = ExplorePreset.QLR_CL;
    return space.point(preset.settings().withSplit(preset.splits().get(lr)).withLatentBits(bits).withSlots(1500), target);
  }

  private static double macs(List<Call> calls) {
    return calls.stream().mapToLong(Call::macs).sum();
  }

  private static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
