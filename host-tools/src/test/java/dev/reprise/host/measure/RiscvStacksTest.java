package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.report.SaveReport;
import dev.reprise.host.measure.StackReport.Link;
import dev.reprise.simulators.Programs;
import dev.reprise.simulators.cycles.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains of calls in RISC-V code: direct ones, last ones, through pointers in data and in code, switches, and the stacks of a team. */
class RiscvStacksTest {
  private static final String PROGRAM =
      """
      #define ALONE __attribute__((noinline))
      static volatile int sink;
      static void (*volatile job)(void *);

      ALONE static void use(int bytes) { volatile char b[64]; b[bytes & 63] = 1; sink += b[0]; }
      ALONE static void work(void *x) { volatile char b[300]; (void)x; b[sink & 255] = 1; use(b[1]); }
      ALONE static void rp_fork(void (*f)(void *), void *x) { (void)x; job = f; sink++; }
      ALONE static int first(int x) { volatile char b[500]; b[x & 255] = 2; rp_fork(work, 0); return b[1]; }
      ALONE static int second(int x) { return x + sink; }
      ALONE static int choose(int x)
      {
          switch (x) {
          case 0: return sink; case 1: return sink * 3; case 2: sink = 4; return 1; case 3: return sink / 7; case 4: sink++; return sink ^ 5; case 5: return 77; case 6: sink--; return 0;
          default: return 9;
          }
      }
      static int (*const table[])(int) = {first, second};
      ALONE static void last(void) { volatile char b[40]; b[sink & 31] = 1; sink = choose(b[0]); }
      ALONE static void middle(int n) { volatile char b[200]; b[n & 127] = 1; sink += table[n & 1](b[0]); }
      ALONE static void program(int n) { middle(n); last(); }
      void board_worker(void) { for (;;) { job(0); } }
      void board_controller(void) { program(sink); for (;;) { } }
      void _start(void) { board_controller(); board_worker(); }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void needsTools() {
    assumeTrue(Programs.find("clang-19").isPresent(), "clang-19 is not installed");
  }

  private StackReport report(String program, String... flags) throws Exception {
    Path elf = folder.resolve("program.elf");
    Path object = folder.resolve("program.o");
    Path source = Files.writeString(folder.resolve("program.c"), program);
    List<String> compile = new ArrayList<>(List.of("clang-19", "--target=riscv32-unknown-elf", "-march=rv32imc", "-mabi=ilp32", "-O2", "-ffreestanding", "-fstack-usage"));
    compile.addAll(List.of(flags));
    compile.addAll(List.of("-c", source.toString(), "-o", object.toString()));
    Tool.run(compile);
    Tool.run(
        List.of(
            "clang-19", "--target=riscv32-unknown-elf", "-march=rv32imc", "-mabi=ilp32", "-fuse-ld=lld-19", "-nostdlib", "-Wl,--defsym=STACK_BYTES=4096",
            "-Wl,--defsym=TEAM_STACK_BYTES=128", object.toString(), "-o", elf.toString()));
    return RiscvStacks.run(FirmwareImage.read(elf), folder);
  }

  @Test
  void chainsGoThroughPointersAndTheTeamHasItsOwn() throws Exception {
    StackReport report = report(PROGRAM);
    assertThat(report.reset().links()).extracting(Link::function).containsExactly("board_controller", "program", "middle", "first");
    assertThat(report.worst()).isEqualTo(report.reset().bytes()).isBetween(700L, 900L);
    assertThat(report.reserved()).isEqualTo(4096);
    assertThat(report.unbounded()).isEmpty();
    assertThat(report.indirect()).containsExactly("middle");
    assertThat(report.others()).singleElement().satisfies(team -> {
      assertThat(team.core()).isEqualTo("team");
      assertThat(team.chain().links()).extracting(Link::function).as("what forks is no work of the team").containsExactly("board_worker", "work", "use");
      assertThat(team.worst()).isBetween(300L + 64, 480L);
      assertThat(team.reserved()).isEqualTo(128);
    });
    MeasureReport measured = new MeasureReport("net", "pulp-open", List.of(), report, new SaveReport(0, null));
    assertThat(Budgets.check(measured, Map.of())).singleElement().satisfies(d -> assertThat(d.toString()).contains("RP2102", "net, team", "128"));
  }

  @Test
  void framesWithoutStackUsageAreThoseOfTheInstructions() throws Exception {
    StackReport told = report(PROGRAM);
    Files.delete(folder.resolve("program.su"));
    StackReport read = RiscvStacks.run(FirmwareImage.read(folder.resolve("program.elf")), folder);
    assertThat(read.worst()).isEqualTo(told.worst());
    assertThat(report(PROGRAM, "-march=rv32im").worst()).as("without compressed instructions").isEqualTo(told.worst());
  }

  @Test
  void recursionHasNoBound() throws Exception {
    StackReport report = report(PROGRAM.replace("return x + sink;", "return x > 0 ? second(sink + x) * 3 + second(x - 1) : sink;"));
    assertThat(report.unbounded()).containsExactly("second is recursive");
  }
}
