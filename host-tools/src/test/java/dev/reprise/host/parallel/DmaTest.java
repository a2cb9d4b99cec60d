package dev.reprise.host.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random copies by rp_dma.h, of one row and of many: by the cluster's engine, and by its twin where there is none. */
class DmaTest {
  private static final int CASES = 150;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pulp-open", "vega", "riscv-virt", "mps2-an500"})
  void rowsGoWhereTheyBelong(String name) throws Exception {
    Target target = new Targets(CompiledNetwork.HOME).get(name);
    Path elf = BoardProgram.build(target, "/parallel/dma.c", folder);
    byte[] answer = BoardProgram.ask(target, elf, 1, 2);
    assertThat(answer).as("mistakes, cases").containsExactly(0, CASES);
  }
}
