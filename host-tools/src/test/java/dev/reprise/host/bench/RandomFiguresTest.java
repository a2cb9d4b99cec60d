package dev.reprise.host.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty random shapes of each family of kernels stay near the figure of the nearest built-in one, on both cores. Estimated cycles of exact counts: no clock is read. */
class RandomFiguresTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final int SHAPES = 50;
  private static final long SEED = 1;
  /** Families and phases. */
  private static final int CALLS = 4 * 4 * SHAPES;
  private static final int LEAST_HELD = 500;

  private static final double NEAR = 1.5;
  /** Calls that may lie above {@link #NEAR}, and how far: gradients of strided layers of nine channels, and the input gradient of a depthwise layer of nine columns. */
  private static final int EXCEPTIONS = 3;
  private static final double FAR = 2;

  @BeforeEach
  void needsTools() {
    assumeTrue(Programs.find("qemu-system-arm").isPresent(), "qemu-system-arm is not installed");
    assumeTrue(Programs.find("arm-none-eabi-gcc").isPresent(), "arm-none-eabi-gcc is not installed");
    assumeTrue(Programs.find("gcc").isPresent(), "gcc is not installed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mps2-an386", "mps2-an500"})
  void tunedKernelsRunNearTheirFigures(String target) {
    RandomReport report = new Benchmark(HOME, new Targets(HOME).get(target)).random(SHAPES, SEED, "");
    assertThat(report.rows()).hasSize(CALLS).noneMatch(RandomReport.Row::portable);
    List<RandomReport.Row> held = report.rows().stream().filter(r -> !r.small()).toList();
    assertThat(held).hasSizeGreaterThan(LEAST_HELD).allSatisfy(r -> assertThat(r.ratio()).as(r.toString()).isLessThan(FAR));
    assertThat(held.stream().filter(r -> r.ratio() > NEAR).toList()).hasSizeLessThanOrEqualTo(EXCEPTIONS);
    TreeSet<String> kernels = new TreeSet<>(held.stream().map(RandomReport.Row::kernel).toList());
    assertThat(kernels).hasSizeGreaterThan(17).allMatch(k -> k.endsWith("_vfp") || k.endsWith("_dsp"));
  }
}
