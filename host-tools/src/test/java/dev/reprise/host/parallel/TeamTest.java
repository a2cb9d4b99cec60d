package dev.reprise.host.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fork, join, barrier and shares of rp_parallel.h, with whole teams and parts of them; a team of one needs no board support. */
class TeamTest {
  private static final Targets TARGETS = new Targets(CompiledNetwork.HOME);

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, {1} cores")
  @CsvSource({"riscv-virt, 8", "riscv-virt, 3", "riscv-virt, 1", "pulp-open, 8", "pulp-open, 5", "pulp-open, 1", "vega, 8", "mps2-an386, 1"})
  void workIsSharedAndBarriersHold(String name, int cores) throws Exception {
    Target target = TARGETS.get(name);
    Path elf = BoardProgram.build(target, "/parallel/team.c", folder, "-URP_CORES", "-DRP_CORES=" + cores);
    byte[] answer = BoardProgram.ask(target, elf, 1, 2);
    assertThat(answer).as("team, mistakes").containsExactly(cores, 0);
  }
}
