package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.emit.LinkerScript;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.SaveReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds small firmware with the cross compiler, in the layout of an emitted project, on the startup code and linker script of stm32f405. */
public final class FirmwareFixture {
  /** The repository. */
  public static final Path HOME = Path.of(System.getProperty("reprise.home"));

  private static final List<String> CORE = List.of("-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16");

  private FirmwareFixture() {}

  /** stm32f405. */
  public static Target target() {
    return new Targets(HOME).get("stm32f405");
  }

  /** A report.json whose plan has 100 bytes of weights and 60 of arena in SRAM. */
  static void writeReport(Path project) throws IOException {
    MemoryReport plan =
        new MemoryReport(
            List.of(
                new MemoryReport.Entry("w", Purpose.WEIGHTS, "sram", 0, 100, 0, 9),
                new MemoryReport.Entry("x", Purpose.ARENA, "sram", 104, 60, 0, 5),
                new MemoryReport.Entry("y", Purpose.ARENA, "sram", 104, 40, 6, 9)),
            Map.of("sram", 1000L),
            Map.of("sram", 164L),
            Map.of("sram", 164L),
            true);
    Map<String, Object> report = Map.of("name", "tiny", "target", "stm32f405", "memory", plan, "saves", new SaveReport(1234, 5678L));
    String json = new ObjectMapper().writeValueAsString(report);
    Files.writeString(project.resolve("report.json"), json);
    Files.createDirectories(project.resolve("model"));
    Files.writeString(project.resolve("model/rp_weights.h"), "extern const int8_t rp_k_conv[300];\nextern const float rp_fc_w_initial[25];\n");
  }

  /** Compiles {@code source} with the target's startup code and links it; the test is skipped where there is no cross compiler. */
  static Path build(Path project, String source) throws IOException, InterruptedException {
    requireCompiler();
    Path common = HOME.resolve("targets/common/cortex-m");
    Path build = Files.createDirectories(project.resolve("build"));
    Files.writeString(project.resolve("main.c"), source);
    String script = LinkerScript.substitute(Files.readString(common.resolve("link.ld.in")), target(), false);
    Files.writeString(project.resolve("board.ld"), script);
    for (Path file : List.of(project.resolve("main.c"), common.resolve("startup.c"))) {
      List<String> compile = new ArrayList<>(List.of("arm-none-eabi-gcc"));
      compile.addAll(CORE);
      compile.addAll(List.of("-O2", "-std=gnu99", "-fstack-usage", "-ffunction-sections", "-fdata-sections", "-I" + common));
      compile.addAll(List.of("-I" + HOME.resolve("targets/stm32f405"), "-c", file.toString(), "-o"));
      compile.add(build.resolve(file.getFileName().toString().replace(".c", ".o")).toString());
      run(compile);
    }
    Path elf = build.resolve("tiny.elf");
    List<String> link = new ArrayList<>(List.of("arm-none-eabi-gcc"));
    link.addAll(CORE);
    link.addAll(List.of("-nostartfiles", "-Wl,--gc-sections", "-L" + common, "-T" + project.resolve("board.ld")));
    link.addAll(List.of(build.resolve("main.o").toString(), build.resolve("startup.o").toString(), "-o", elf.toString()));
    run(link);
    return elf;
  }

  /** Skips the test where there is no cross compiler. */
  public static void requireCompiler() throws InterruptedException {
    assumeTrue(works("arm-none-eabi-gcc", "--version"), "arm-none-eabi-gcc is not installed");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
