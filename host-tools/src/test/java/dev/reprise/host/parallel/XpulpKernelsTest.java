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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the simulated cluster the kernels' own instructions give the portable kernels' bits, however many cores share the work. */
class XpulpKernelsTest {
  private static final Set<String> PRODUCTS = Set.of("conv", "conv_pw", "conv_dw", "linear", "matmul");
  private static final int CASES_OF_PRODUCTS = 200;
  private static final Set<String> OTHERS = Set.of("activation", "pool", "elementwise", "optimiser", "latent", "math", "shape");
  private static final int CASES_OF_OTHERS = 4 * 50;
  private static final Set<String> OF_CODES = Set.of("conv", "conv_pw", "conv_dw", "linear", "matmul", "pool", "elementwise");
  private static final int CASES_OF_CODES = 96;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} cores")
  @ValueSource(ints = {8, 3})
  void productsGivePortableBits(int cores) throws Exception {
    assertThat(tried("/parallel/xpulp.c", PRODUCTS, cores)).as("tensors that differ, cases").containsExactly(0, CASES_OF_PRODUCTS);
  }

  @ParameterizedTest(name = "{0} cores")
  @ValueSource(ints = {8, 3})
  void theOthersGivePortableBits(int cores) throws Exception {
    assertThat(tried("/parallel/team_kernels.c", OTHERS, cores)).as("cases that differ, cases").containsExactly(0, CASES_OF_OTHERS);
  }

  @Test
  void codesAreThePortableOnes() throws Exception {
    assertThat(tried("/parallel/xpulp_codes.c", OF_CODES, 8)).as("cases that differ, cases").containsExactly(0, CASES_OF_CODES);
  }

  /** What a program of the tests' resources answers, linked with all kernels of some families. */
  private byte[] tried(String resource, Set<String> families, int cores) throws Exception {
    Target target = new Targets(CompiledNetwork.HOME).get("pulp-open");
    Path sources = CompiledNetwork.HOME.resolve("runtime-c/src");
    List<String> flags = new ArrayList<>(List.of("-DRP_ACCUMULATE_FUSED", "-ffp-contract=off", "-ffunction-sections", "-I" + sources));
    flags.addAll(List.of("-URP_CORES", "-DRP_CORES=" + cores, "-I" + CompiledNetwork.HOME.resolve("runtime-c/test")));
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(f -> f.toString().endsWith(".c") && families.contains(sources.relativize(f).getName(0).toString()) && !f.toString().contains("/arm/"))
          .sorted()
          .forEach(f -> flags.add(f.toString()));
    }
    Path elf = BoardProgram.build(target, resource, folder, flags.toArray(String[]::new));
    return BoardProgram.ask(target, elf, 1, 2);
  }
}
