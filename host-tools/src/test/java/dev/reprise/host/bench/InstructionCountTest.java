package dev.reprise.host.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No kernel gets slower unnoticed: exact instruction counts of every built-in case and network, in {@code src/test/resources/bench};
 * {@code -Dreprise.update=true} writes them anew. They hold for the compiler named in the file's first line; with another one nothing is compared.
 */
class InstructionCountTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final int CASES = 23;

  @BeforeEach
  void needsTools() {
    assumeTrue(Programs.find("qemu-system-arm").isPresent(), "qemu-system-arm is not installed");
    assumeTrue(Programs.find("arm-none-eabi-gcc").isPresent(), "arm-none-eabi-gcc is not installed");
    assumeTrue(Programs.find("gcc").isPresent(), "gcc is not installed");
  }

  private static Benchmark benchmark(String target) {
    return new Benchmark(HOME, new Targets(HOME).get(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mps2-an386", "mps2-an500"})
  void instructionsAreThoseOfTheGoldenFile(String target) throws IOException {
    BenchReport report = benchmark(target).runAll();
    assertThat(report.rows()).hasSize(CASES);
    assertThat(report.networks()).hasSize(2).allSatisfy(n -> {
      assertThat(n.estimatedCycles()).isGreaterThan(n.macs() / 2);
      assertThat(n.kernelBytes()).isBetween(1_000L, 24L * 1024);
    });
    List<String> lines = new ArrayList<>(List.of("arm-none-eabi-gcc " + report.compiler()));
    report.rows().forEach(r -> lines.add(r.kernel() + " | " + r.shape() + " | " + r.instructions()));
    report.networks().forEach(n -> lines.add(n.network() + " | " + n.macs() + " MAC | " + n.instructions()));
    Path golden = HOME.resolve("host-tools/src/test/resources/bench/instructions-" + target + ".txt");
    if (Boolean.getBoolean("reprise.update")) {
      Files.write(golden, lines);
    }
    List<String> expected = Files.readAllLines(golden);
    assumeTrue(expected.get(0).equals(lines.get(0)), "the golden counts are of " + expected.get(0) + ", this is " + lines.get(0) + ": nothing compared");
    assertThat(lines).as("instructions of the kernels; -Dreprise.update=true where the change is meant").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mps2-an386", "mps2-an500"})
  void figuresHoldTogetherAndRepeat(String target) {
    BenchReport report = benchmark(target).run("conv_pw");
    assertThat(report).isEqualTo(benchmark(target).run("conv_pw"));
    assertThat(report.rows()).hasSize(8).allSatisfy(r -> {
      assertThat(r.kernel()).contains("conv_pw");
      assertThat(r.mix().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(r.instructions());
      assertThat(r.estimatedCyclesPerMac()).isEqualTo((double) r.estimatedCycles() / r.macs());
      assertThat(r.ratio()).isGreaterThan(1);
      assertThat(r.limitCyclesPerMac()).isEqualTo(!r.kernel().contains("f32") ? 0.5 : target.equals("mps2-an386") ? 2.0 : 1.0);
    });
  }

  @Test
  void randomShapesAreDrawnByTheSeedAndComparedWithTheirRow() {
    RandomReport report = benchmark("mps2-an386").random(1, 3, "");
    assertThat(report).isEqualTo(benchmark("mps2-an386").random(1, 3, ""));
    // One call of the frozen stage and three of training for each of four families.
    assertThat(report.rows()).hasSize(4 * 4).allSatisfy(r -> {
      assertThat(r.ratio()).isEqualTo(r.estimatedCyclesPerMac() / r.neededCyclesPerMac());
      assertThat(r.kernel()).startsWith("rp_" + r.family() + "_");
      assertThat(r.macs()).isBetween(1_000L, 800_000L);
    });
    assertThat(report.rows()).extracting(RandomReport.Row::phase).contains("frozen forward", "adaptive forward", "input gradient", "weight gradient");
  }

  @Test
  void shapesOfEveryKindAreDrawn() {
    RandomShapes shapes = new RandomShapes(1);
    int odd = 0;
    int lines = 0;
    int strided = 0;
    int skewed = 0;
    int held = 0;
    for (int i = 0; i < 200; i++) {
      ConvShape s = (ConvShape) shapes.next(i % 2 == 0 ? "conv" : "conv_dw");
      odd += s.inChannels() % 2;
      lines += s.height() == 1 ? 1 : 0;
      strided += s.window().strides().get(0) > 1 ? 1 : 0;
      skewed += s.window().padsBegin().equals(s.window().padsEnd()) ? 0 : 1;
      held += SmallShapes.isSmall(s, Phase.FORWARD) ? 0 : 1;
    }
    assertThat(List.of(odd, lines, strided, skewed, held)).allSatisfy(n -> assertThat(n).isGreaterThan(10));
  }

  @Test
  void aCaseOrATargetThatThereIsNot() {
    assertThatThrownBy(() -> benchmark("mps2-an386").run("fft")).isInstanceOf(RepriseException.class).hasMessageContaining("RP2120").hasMessageContaining("rp_conv_s8");
    assertThatThrownBy(() -> benchmark("host")).isInstanceOf(RepriseException.class).hasMessageContaining("RP1902");
  }
}
