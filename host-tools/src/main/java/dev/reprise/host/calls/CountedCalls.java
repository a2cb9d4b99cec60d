package dev.reprise.host.calls;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.SimulatorError;
import dev.reprise.simulators.cycles.BlockCounts;
import dev.reprise.simulators.cycles.CountedRun;
import dev.reprise.simulators.cycles.CountingPlugin;
import dev.reprise.simulators.cycles.CycleEstimate;
import dev.reprise.simulators.cycles.Cycles;
import dev.reprise.simulators.cycles.Disassembly;
import dev.reprise.simulators.cycles.Scopes;
import dev.reprise.simulators.cycles.TimingTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls counted in QEMU on the board, or on the one that stands in for it: instructions are exact, cycles ESTIMATED (docs/cycles.md). */
public final class CountedCalls implements CallMeter {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  private static final String MAIN =
      """
      static uint32_t random_state = 1;

      static uint32_t random_bits(void)
      {
          random_state = random_state * 1664525U + 1013904223U;
          return random_state >> 8;
      }

      static void fill(void)
      {
          float *floats = (float *)(void *)call_floats;
          for (int32_t i = 0; i < FLOATS / 4; i++) {
              floats[i] = (float)random_bits() * 0x1p-23f - 1.0f;
          }
          for (int32_t i = 0; i < CODES; i++) {
              call_codes[i] = (uint8_t)random_bits();
          }
      }

      /* SYS_EXIT of Arm's semihosting, for "the application ended". */
      static void end(void)
      {
          register uint32_t operation __asm("r0") = 0x18;
          register uint32_t reason __asm("r1") = 0x20026;
          __asm volatile("bkpt 0xab" : : "r"(operation), "r"(reason) : "memory");
      }

      int main(void)
      {
          fill();
      @CALLS@    end();
          return 0;
      }
      """;

  private final String machine;
  private final Path home;
  private final Target target;
  private final TimingTable table;

  /** @throws RepriseException RP1902 for a target without an emulated board, RP1910 without timing table */
  public CountedCalls(Path home, Target target) {
    this.machine =
        target.simulator("qemu").map(s -> s.get("machine")).orElseThrow(() -> RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), "qemu", target.name()));
    this.home = home;
    this.target = target;
    this.table = TimingTable.of(target, home);
  }

  /** The table that is used. */
  public TimingTable table() {
    return table;
  }

  /** What each of {@code calls} takes. */
  public List<Cycles> count(List<MeteredCall> calls) {
    Target board = target.usesStandIn("qemu") ? target.standIn() : target;
    return TemporaryFolder.use(folder -> count(new CallProgram(home, target, board, MAIN).build(folder, calls, "%s();"), calls));
  }

  private List<Cycles> count(Path elf, List<MeteredCall> calls) {
    Disassembly code = Disassembly.of(elf, target.toolchain().prefix());
    List<String> kernels = calls.stream().map(c -> c.call().kernel()).distinct().toList();
    BlockCounts counts = CountedRun.run(CountingPlugin.of(home), machine, elf, code, Scopes.entries(kernels), TIME_LIMIT);
    CycleEstimate estimate = CycleEstimate.of(counts, code, table);
    // Each is a call site of its own, called once: the n-th call of a kernel is its n-th scope.
    Map<String, Integer> made = new HashMap<>();
    List<Cycles> figures = new ArrayList<>();
    for (MeteredCall c : calls) {
      int call = made.merge(c.call().kernel(), 1, Integer::sum) - 1;
      figures.add(estimate.callsOf(c.call().kernel()).get(call).total());
    }
    return figures;
  }

  @Override
  public List<Long> cycles(List<MeteredCall> calls) {
    return count(calls).stream().map(Cycles::cycles).toList();
  }

  @Override
  public String cyclesAre() {
    return "estimated";
  }

  @Override
  public String method() {
    return "instructions counted in QEMU on " + target.titleIn("qemu") + ", cycles by the timing table of " + table.core() + ", memories without wait states";
  }
}
