package dev.reprise.host.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.calls.ScratchpadCalls;
import dev.reprise.simulators.Programs;
import dev.reprise.simulators.pulp.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No kernel gets slower on the cluster unnoticed: exact cycles of every built-in case, in {@code src/test/resources/bench/cycles-pulp-open.txt}; {@code -Dreprise.update=true} writes them anew. They
 * hold for the compiler named in the file's first line; with another one they are not compared. What a case is held to by {@code needed.yaml} it must reach in any case.
 */
class ClusterBenchTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final int CASES = 20;
  private static final int HELD = 18;

  @BeforeEach
  void needsTools() {
    assumeTrue(Programs.find("clang-19").isPresent(), "clang-19 is not installed");
  }

  @TempDir private Path folder;

  private static ClusterBench bench(String target) {
    return new ClusterBench(HOME, new Targets(HOME).get(target), null);
  }

  @Test
  void cyclesAreThoseOfTheGoldenFileAndReachWhatIsNeeded() throws IOException {
    ClusterReport report = bench("pulp-open").run("", List.of(8));
    assertThat(report.rows()).hasSize(CASES).allSatisfy(ClusterBenchTest::holdsTogether);
    List<ClusterReport.Row> held = report.rows().stream().filter(r -> r.neededMacsPerCycle() != null).toList();
    assertThat(held).hasSize(HELD);
    assertThat(held.stream().filter(r -> r.neededRatio() < 1).map(ClusterBenchTest::name)).as("below what is needed").isEmpty();

    List<String> lines = new ArrayList<>(List.of(report.compiler()));
    report.rows().forEach(r -> lines.add(name(r) + " | " + r.cycles()));
    Path golden = HOME.resolve("host-tools/src/test/resources/bench/cycles-pulp-open.txt");
    if (Boolean.getBoolean("reprise.update")) {
      Files.write(golden, lines);
    }
    List<String> expected = Files.readAllLines(golden);
    assumeTrue(expected.get(0).equals(lines.get(0)), "the golden cycles are of " + expected.get(0) + ", this is " + lines.get(0) + ": nothing compared");
    assertThat(lines).as("cycles of the kernels; -Dreprise.update=true where the change is meant").isEqualTo(expected);
  }

  private static String name(ClusterReport.Row row) {
    return row.kernel() + " | " + row.shape();
  }

  private static void holdsTogether(ClusterReport.Row r) {
    assertThat(r.macsPerCycle()).isEqualTo((double) r.macs() / r.cycles()).isLessThan(r.limitMacsPerCycle());
    double sum = r.cyclesByCause().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum).as(name(r)).isCloseTo(r.cycles(), within(100.0));
    long team = r.kernel().endsWith("_xpulp") ? r.cores() : 1;
    assertThat(r.cyclesByCause().get(Cause.ISSUE) * team).isCloseTo(r.instructions(), within(1.0));
  }

  @ParameterizedTest
  @CsvSource({"conv_dw_f32, 3, 5.0", "conv_pw_s8, 2, 5.5"})
  void eightCoresAreFasterThanOneByWhatIsNeeded(String part, int cases, double needed) {
    ClusterReport report = new ClusterBench(HOME, new Targets(HOME).get("vega"), folder).run(part, List.of(1, 8));
    assertThat(folder).isDirectoryContaining(f -> f.getFileName().toString().matches("rp_" + part + ".*_xpulp-8-1\\.elf"));
    assertThat(report.rows()).hasSize(2 * cases).filteredOn(r -> r.cores() == 8).hasSize(cases).allSatisfy(r -> assertThat(r.speedup()).isGreaterThanOrEqualTo(needed));
    assertThat(report.rows()).filteredOn(r -> r.cores() == 1).allSatisfy(r -> {
      assertThat(r.speedup()).isEqualTo(1.0);
      assertThat(r.neededMacsPerCycle()).isNull();
      assertThat(r.limitMacsPerCycle()).isEqualTo(part.contains("f32") ? 1.0 : 4.0);
      assertThat(r.cyclesByCause()).doesNotContainKey(Cause.FPU);
    });
  }

  @Test
  void randomShapesAreDrawnByTheSeedAndFitL1() {
    ClusterReport report = bench("pulp-open").random(1, 4, "", List.of(8));
    assertThat(report.rows()).hasSize(4 * 4).allSatisfy(ClusterBenchTest::holdsTogether);
    assertThat(report.rows()).extracting(ClusterReport.Row::family).containsOnly("conv", "conv_pw", "conv_dw", "linear");
    assertThat(report.seed()).isEqualTo(4);
    assertThat(report.l1Bytes()).isEqualTo(ScratchpadCalls.L1_BYTES);
  }

  @Test
  void aCaseOrATargetThatThereIsNot() {
    assertThatThrownBy(() -> bench("pulp-open").run("fft", List.of(8))).isInstanceOf(RepriseException.class).hasMessageContaining("RP2120").hasMessageContaining("rp_conv_f32_fw_xpulp");
  }
}
