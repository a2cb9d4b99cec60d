package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.emit.CallSource;
import dev.reprise.compiler.golden.FrozenExecutor;
import dev.reprise.compiler.golden.QuantizeInput;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.kernel.LayoutSearch;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.quantize.Calibration;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.quantize.FixedParameters;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.Quantizer;
import dev.reprise.compiler.quantize.RandomStages;
import dev.reprise.compiler.quantize.SeparableStages;
import dev.reprise.compiler.schedule.FrozenProgram;
import dev.reprise.compiler.schedule.FrozenScheduler;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Extension;
import dev.reprise.compiler.tile.AnyTiles;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TiledCalls;
import dev.reprise.simulators.Programs;
import dev.reprise.simulators.cycles.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random frozen stages, each lowered in ways drawn at random instead of the cheapest, give the golden executor's codes: every kernel and layout that may be chosen
 * is right, not only those that pay. Three stages of four run their kernels for Xpulp in tiles, cut at random too. The tuned kernels run on the twins of their instructions, under the sanitizers.
 */
class FrozenLayoutsTest {
  private static final int STAGES = 150;
  /** One of so many stages is separable. */
  private static final int SEPARABLE = 6;
  /** One of so many is for a core without a team. */
  private static final int WITHOUT_TEAM = 5;
  private static final List<String> FLAGS =
      List.of("-std=c99", "-O1", "-w", "-ffp-contract=off", "-DRP_ACCUMULATE_SEPARATE", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");

  @TempDir private Path folder;

  private final Map<String, Integer> kernels = new TreeMap<>();
  private final Map<String, Integer> layouts = new TreeMap<>();
  /** How often a kernel runs in several tiles. */
  private final Map<String, Integer> tiled = new TreeMap<>();

  /** A lowered stage with its sample and the latent that the golden executor makes of it. */
  private record Case(String name, FrozenProgram program, byte[] input, byte[] latent) {}

  @Test
  void everyWayGivesTheSameCodes() throws IOException {
    assumeTrue(Programs.find("gcc").isPresent(), "gcc is not installed");
    List<Case> cases = new ArrayList<>();
    for (int seed = 0; cases.size() < STAGES; seed++) {
      Case c = lower(seed);
      if (!c.program().calls().isEmpty()) {
        cases.add(c);
      }
    }
    List<String> printed = run(cases);
    assertThat(printed).hasSize(STAGES);
    for (int i = 0; i < STAGES; i++) {
      assertThat(printed.get(i)).as(cases.get(i).name() + ": " + cases.get(i).program().calls().stream().map(Call::kernel).toList())
          .isEqualTo(HexFormat.of().formatHex(cases.get(i).latent()));
    }
    assertThat(layouts).containsKeys("chw -> chw", "chw -> hwc", "hwc -> chw", "hwc -> hwc");
    assertThat(layouts.values()).allSatisfy(n -> assertThat(n).isGreaterThan(20));
    assertThat(tiled)
        .containsKeys(
            "rp_conv_s8_xpulp", "rp_conv_pw_s8_xpulp", "rp_conv_dw_s8_xpulp", "rp_conv_dw_taps_s8_xpulp", "rp_linear_s8_xpulp", "rp_max_pool_u8_xpulp", "rp_average_pool_u8_xpulp", "rp_add_u8_xpulp",
            "rp_mul_u8_xpulp", "rp_table_u8_xpulp", "rp_concat_u8_xpulp", "rp_pad_u8_xpulp", "rp_transpose_u8_xpulp");
    assertThat(kernels.keySet())
        .contains(
            "rp_conv_s8", "rp_conv_s8_dsp", "rp_conv_s8_xpulp", "rp_conv_dw_taps_s8_xpulp", "rp_conv_pw_s8", "rp_conv_pw_s8_dsp", "rp_conv_pw_s8_xpulp", "rp_conv_dw_s8", "rp_conv_dw_s8_dsp", "rp_conv_dw_taps_s8_dsp", "rp_linear_s8", "rp_linear_s8_dsp", "rp_linear_s8_xpulp",
            "rp_add_u8_xpulp", "rp_mul_u8", "rp_table_u8", "rp_concat_u8", "rp_pad_u8", "rp_transpose_u8", "rp_mul_u8_xpulp", "rp_table_u8_xpulp", "rp_concat_u8_xpulp", "rp_pad_u8_xpulp", "rp_transpose_u8_xpulp", "rp_max_pool_u8", "rp_max_pool_u8_dsp", "rp_max_pool_u8_xpulp", "rp_average_pool_u8", "rp_average_pool_u8_dsp", "rp_average_pool_u8_xpulp");
  }

  private Case lower(long seed) {
    Graph graph = Canonicalizer.run(seed % SEPARABLE == 0 ? SeparableStages.graph(seed) : RandomStages.graph(seed));
    List<Tensor> samples = RandomStages.samples(graph, 3, seed);
    QGraph stage = Quantizer.quantize(graph, Calibration.run(graph, samples, CalibrationMethod.MIN_MAX), FixedParameters.none()).graph();
    QTensor input = stage.tensor(stage.input());
    byte[] codes = QuantizeInput.codes(samples.get(0).floats(), input.scale(), input.zeroPoint());
    Set<Extension> extensions = seed % WITHOUT_TEAM == 0 ? Set.of(Extension.DSP) : Set.of(Extension.DSP, Extension.XPULP);
    Machine machine = new Machine(extensions, Machine.Core.CORTEX_M4);
    FrozenProgram program = FrozenScheduler.schedule(stage, new BufferNames(), machine, anyWay(new Random(seed)));
    for (Call call : program.calls()) {
      kernels.merge(call.kernel(), 1, Integer::sum);
      layouts.merge(call.estimate().layouts(), 1, Integer::sum);
    }
    return new Case("stage_" + seed, program, codes, FrozenExecutor.latent(stage, codes));
  }

  private static FrozenScheduler.Choice anyWay(Random random) {
    return (values, input, steps, output) -> steps.stream().mapToInt((LayoutSearch.Step s) -> random.nextInt(s.ways().size())).toArray();
  }

  private List<String> run(List<Case> cases) throws IOException {
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(FLAGS);
    Path runtime = CompiledNetwork.HOME.resolve("runtime-c");
    command.addAll(List.of("-I" + runtime.resolve("include"), "-I" + runtime.resolve("src")));
    StringBuilder prototypes = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    long bytes = 1;
    long arena = 1;
    for (Case c : cases) {
      TiledCalls tiles = cases.indexOf(c) % 4 > 0 ? AnyTiles.of(c.program().calls(), new Random(cases.indexOf(c))) : TiledCalls.NONE;
      tiles.plans().values().stream().filter(p -> p.tiling().tiles().size() > 1).forEach(p -> tiled.merge(p.tiling().call().kernel(), 1, Integer::sum));
      arena = Math.max(arena, tiles.arena());
      CallSource source = new CallSource(schedule(c.program()), c.program().calls(), 1, tiles, FarBuffers.NONE);
      bytes = Math.max(bytes, source.codeBytes());
      command.add(Files.writeString(folder.resolve(c.name() + ".c"), source.text(c.name(), "floats", "codes") + play(c)).toString());
      prototypes.append("void play_").append(c.name()).append("(void);\n");
      calls.append("    memset(codes, 0xa5, sizeof codes);\n    play_").append(c.name()).append("();\n");
    }
    String tileMemory = ", " + CallSource.ARENA + "[" + arena + "], " + CallSource.FAR + "[1], " + CallSource.STAGE + "[1]";
    String arrays = "#include <string.h>\n__attribute__((aligned(16))) unsigned char floats[16], codes[" + bytes + "]" + tileMemory + ";\n";
    String main = arrays + prototypes + "int main(void)\n{\n" + calls + "    return 0;\n}\n";
    command.add(Files.writeString(folder.resolve("main.c"), main).toString());
    command.add(Files.writeString(folder.resolve("kernels.c"), kernels(runtime)).toString());
    Path executable = folder.resolve("stages");
    command.addAll(List.of("-o", executable.toString()));
    Tool.run(command);
    return Tool.run(List.of(executable.toString())).lines().toList();
  }

  /** A function that runs the stage on its sample and prints the latent. */
  private static String play(Case c) {
    String sample = IntStream.range(0, c.input().length).mapToObj(i -> Integer.toString(c.input()[i] & 0xff)).collect(Collectors.joining(","));
    return String.format(
        """
        #include <stdio.h>
        #include <string.h>
        void play_%1$s(void);
        void play_%1$s(void)
        {
            static const unsigned char sample[] = {%2$s};
            memcpy(rp_%3$s, sample, sizeof sample);
            %1$s();
            for (int i = 0; i < %5$d; i++) {
                printf("%%02x", rp_%4$s[i]);
            }
            printf("\\n");
        }
        """,
        c.name(), sample, c.program().input().name(), c.program().output().name(), c.latent().length);
  }

  private static String kernels(Path runtime) {
    try (Stream<Path> files = Files.walk(runtime.resolve("src"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("rp_.*_[su]8(_dsp|_xpulp)?\\.c|rp_xpulp_code.*\\.c|rp_tiles_run\\.c"))
          .sorted()
          .map(f -> "#include \"" + f.toAbsolutePath() + "\"\n")
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schedule schedule(FrozenProgram frozen) {
    AdaptiveProgram nothing = new AdaptiveProgram(null, null, null, Map.of(), List.of(), List.of(), null, List.of());
    return new Schedule(frozen, nothing, List.of(), 0);
  }
}
