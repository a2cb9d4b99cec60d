package dev.reprise.host.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the simulated cluster the kernels' own instructions give the portable kernels' bits, however many cores share the work. */
class XpulpKernelsTest {
  private static final int CASES = 200;
  private static final Set<String> FAMILIES = Set.of("conv", "conv_pw", "conv_dw", "linear", "matmul");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} cores")
  @ValueSource(ints = {8, 3})
  void givePortableBits(int cores) throws Exception {
    Target target = new Targets(CompiledNetwork.HOME).get("pulp-open");
    Path sources = CompiledNetwork.HOME.resolve("runtime-c/src");
    List<String> flags = new ArrayList<>(List.of("-DRP_ACCUMULATE_FUSED", "-ffp-contract=off", "-ffunction-sections", "-I" + sources));
    flags.addAll(List.of("-URP_CORES", "-DRP_CORES=" + cores));
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(f -> f.toString().endsWith(".c") && FAMILIES.contains(sources.relativize(f).getName(0).toString()) && !f.toString().contains("/arm/"))
          .sorted()
          .forEach(f -> flags.add(f.toString()));
    }
    Path elf = BoardProgram.build(target, "/parallel/xpulp.c", folder, flags.toArray(String[]::new));
    assertThat(BoardProgram.ask(target, elf, 1, 2)).as("tensors that differ, cases").containsExactly(0, CASES);
  }
}
