package dev.reprise.simulators.cycles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an estimator that shares no code with ours: {@code ../shared/tools/cortexm}, on the same ELF file. */
class OtherEstimatorTest {
  private static final Path TOOLS = AssemblyRun.HOME.resolve("../shared/tools/cortexm");

  /** Kernels whose work is counted in instructions, not in waiting: enough calls that the harness around them does not show. */
  private static final String PROGRAM = """
      #include "h.h"
      #include "rp_kernels_f32.h"
      #include "rp_kernels_s8.h"
      static float x[4096], y[4096], w[4096];
      static uint8_t u[4096], v[4096];
      static int8_t k[4096];
      static int32_t b[32];
      static rp_requant q[32];
      static const rp_conv_geometry pointwise = {16, 9, 7, 18, 9, 7, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
      static const rp_conv_geometry full = {6, 9, 8, 10, 9, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1, 0};
      static const rp_conv_geometry depthwise = {20, 9, 8, 20, 5, 4, 3, 3, 2, 2, 1, 1, 1, 1, 20, 0};
      static const rp_linear_geometry dense = {.rows = 120, .k = 26, .m = 1};
      static const rp_s8_output o = {3, 7, 0, 255};
      int main(void)
      {
          for (int i = 0; i < 4096; i++) {
              x[i] = y[i] = w[i] = (float)(i % 17) - 8.0f;
              u[i] = (uint8_t)(i * 7);
              k[i] = (int8_t)(i * 3);
          }
          for (int i = 0; i < 32; i++) {
              q[i] = (rp_requant){0x40000000, 0, 8};
          }
          __asm volatile(".rept " PADDING "; nop; .endr");
          phase("kernel", 1);
          KERNEL_CALL;
          return 0;
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsTools() {
    AssemblyRun.needsTools();
    assumeTrue(Files.isRegularFile(TOOLS.resolve("cyc.py")), "the other estimator (../shared/tools/cortexm) is not here");
    assumeTrue(Programs.find("python3").isPresent(), "python3 is not installed");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "m4 | rp_conv_pw_f32_fw | conv_pw | (&pointwise, 1, x, w, x, y)",
        "m4 | rp_conv_f32_bw_weight | conv | (&full, 1, x, y, w, w)",
        "m4 | rp_conv_dw_f32_bw_input | conv_dw | (&depthwise, 1, y, w, x)",
        "m4 | rp_linear_f32_fw | linear | (&dense, 1, x, w, x, y)",
        "m4 | rp_conv_s8 | conv | (&full, &o, u, k, b, q, v)",
        "m4 | rp_conv_dw_s8 | conv_dw | (&depthwise, &o, u, k, b, q, v)",
        "m7 | rp_conv_pw_f32_fw | conv_pw | (&pointwise, 1, x, w, x, y)",
        "m7 | rp_conv_f32_bw_weight | conv | (&full, 1, x, y, w, w)",
        "m7 | rp_conv_dw_f32_bw_input | conv_dw | (&depthwise, 1, y, w, x)",
        "m7 | rp_linear_f32_fw | linear | (&dense, 1, x, w, x, y)",
        "m7 | rp_conv_s8 | conv | (&full, &o, u, k, b, q, v)",
        "m7 | rp_conv_dw_s8 | conv_dw | (&depthwise, &o, u, k, b, q, v)",
      })
  void agreesWithinThreePercent(String core, String kernel, String family, String arguments) throws Exception {
    String name = core.equals("m7") ? "cortex-m7" : "cortex-m4";
    Path elf;
    Disassembly code;
    BlockCounts counts;
    int padding = 0;
    do {
      elf = build(core, kernel, family, kernel + arguments, padding++);
      code = Disassembly.of(elf, "arm-none-eabi-");
      counts = CountedRun.run(CountingPlugin.of(AssemblyRun.HOME), AssemblyRun.machine(name), elf, code, Scopes.entries(List.of(kernel)), Duration.ofSeconds(60));
    } while (crossesPages(counts) && padding < 32);
    assertThat(padding).as("a layout without instructions across pages").isLessThan(32);
    List<Double> other = otherEstimate(core, elf);
    CycleEstimate estimate = CycleEstimate.of(counts, code, TimingTable.read(AssemblyRun.HOME.resolve("targets/cores/" + name + ".yaml")));
    Cycles ours = estimate.callsOf(kernel).get(0).total();
    assertThat((double) ours.instructions()).isGreaterThan(8_000).isCloseTo(other.get(0), Percentage.withPercentage(0.5));
    assertThat((double) ours.cycles()).isCloseTo(other.get(1), Percentage.withPercentage(3));
    if (core.equals("m4")) {
      // Its variant with stalls of floating-point uses counts the same pairs.
      assertThat((double) ours.cycles() + ours.stalls()).isCloseTo(other.get(2), within(0.03 * other.get(2)));
    }
  }

  /**
   * Whether more than a thousandth of the kernel's instructions cross one of QEMU's pages of 1 KB. QEMU reports the block before such an
   * instruction two bytes too long; the other estimator believes it, and adds a jump and the instruction once more.
   */
  private static boolean crossesPages(BlockCounts counts) {
    long all = counts.blocks().stream().filter(b -> b.scope() > 0).mapToLong(b -> b.instructions() * b.executions()).sum();
    long crossing = counts.blocks().stream().filter(b -> b.scope() > 0 && b.start() % 1024 == 1022).mapToLong(BlockCounts.Block::executions).sum();
    return crossing > all / 1000;
  }

  /** Instructions, cycles, cycles with stalls. */
  private List<Double> otherEstimate(String core, Path elf) throws IOException, InterruptedException {
    String[] row = run(tools().resolve("go.sh").toString(), core, elf.toString()).lines().filter(l -> l.startsWith("kernel ")).findFirst().orElseThrow().split("\\s+");
    boolean m7 = core.equals("m7");
    return List.of(Double.parseDouble(row[2]), Double.parseDouble(row[m7 ? 7 : 4]), Double.parseDouble(row[5]));
  }

  private Path build(String core, String kernel, String family, String call, int padding) throws IOException, InterruptedException {
    Path source = folder.resolve("program.c");
    Files.writeString(source, PROGRAM.replace("KERNEL_CALL", call));
    Path runtime = AssemblyRun.HOME.resolve("runtime-c");
    Path elf = folder.resolve("program.elf");
    run(tools().resolve("cc.sh").toString(), core, elf.toString(), source.toString(), runtime.resolve("src/" + family + "/" + kernel + ".c").toString(),
        "-I" + runtime.resolve("include"), "-I" + runtime.resolve("src"), "-O2", "-ffp-contract=off", "-DPADDING=\"" + padding * 16 + "\"",
        core.equals("m7") ? "-DRP_ACCUMULATE_FUSED" : "-DRP_ACCUMULATE_SEPARATE");
    return elf;
  }

  /** A copy that can be written to. */
  private Path tools() throws IOException, InterruptedException {
    Path copy = folder.resolve("tools");
    if (!Files.exists(copy)) {
      Files.createDirectory(copy);
      try (Stream<Path> files = Files.list(TOOLS)) {
        for (Path file : files.sorted().toList()) {
          Files.copy(file, copy.resolve(file.getFileName().toString()));
        }
      }
      run("gcc", "-shared", "-fPIC", "-O2", "-o", copy.resolve("tbp.so").toString(), copy.resolve("tbp.c").toString());
    }
    return copy;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command));
    if (command[0].endsWith(".sh")) {
      line.add(0, "bash");
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
