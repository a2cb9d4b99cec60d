package dev.reprise.host.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random copies by rp_l3.h, of one row and of many: by the uDMA channel of the HyperRAM, which traps any other access to L3, and by its twin where there is none. */
class L3Test {
  private static final int CASES = 120;

  /** Of two blocks to a case, two thirds have rows. */
  private static final int LEAST_STRIDED = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pulp-open", "riscv-virt"})
  void rowsGoWhereTheyBelong(String name) throws Exception {
    Target target = new Targets(CompiledNetwork.HOME).get(name);
    Path elf = BoardProgram.build(target, "/parallel/l3.c", folder);
    byte[] answer = BoardProgram.ask(target, elf, 1, 3);
    assertThat(answer).as("mistakes, cases, with rows").startsWith((byte) 0, (byte) CASES);
    assertThat(answer[2] & 0xff).as("blocks with rows").isGreaterThanOrEqualTo(LEAST_STRIDED);
  }
}
