package dev.reprise.host.calls;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.SimulatorError;
import dev.reprise.simulators.pulp.PulpConfig;
import dev.reprise.simulators.pulp.PulpImage;
import dev.reprise.simulators.pulp.PulpMachine;
import dev.reprise.simulators.pulp.PulpOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls on the built-in cluster simulator: cycles MEASURED there by the controller's counter, forks and barriers included (docs/pulp-simulator.md). */
public final class ClusterCalls implements CallMeter {
  /** What the counter of 32 bits holds. */
  private static final long MOST_CYCLES = 1L << 32;

  /** Bytes of each part of L2. */
  private static final long ROOM = 16 << 20;

  /** C text of what programs on a cluster begin with: random operands, and the counter. */
  static final String PRELUDE =
      """
      #include "output.h"
      #include "rp_parallel.h"

      static void fill(void *nothing)
      {
          float *floats = (float *)(void *)call_floats;
          const rp_span some = rp_share_of(rp_team_share(), FLOATS / 4);
          const rp_span codes = rp_share_of(rp_team_share(), CODES);
          uint32_t state = (uint32_t)rp_core() + 1U;
          (void)nothing;
          for (int32_t i = some.first; i < some.end; i++) {
              state = state * 1664525U + 1013904223U;
              floats[i] = (float)(state >> 8) * 0x1p-23f - 1.0f;
          }
          for (int32_t i = codes.first; i < codes.end; i++) {
              state = state * 1664525U + 1013904223U;
              call_codes[i] = (uint8_t)(state >> 24);
          }
      }

      static uint32_t now(void)
      {
          uint32_t cycles;
          __asm volatile("csrr %0, mcycle" : "=r"(cycles) : : "memory");
          return cycles;
      }

      """;

  private static final String MAIN =
      PRELUDE + """
      static void taken(void (*call)(void))
      {
          const uint32_t start = now();
          call();
          output_hex(now() - start);
          output_text("\\n");
      }

      int main(void)
      {
          rp_fork(fill, 0);
      @CALLS@    return 0;
      }
      """;

  private final Path home;
  private final Target target;
  private final Target roomy;

  /** @throws RepriseException RP1902 for a target that the built-in simulator does not run */
  public ClusterCalls(Path home, Target target) {
    if (target.simulator("pulp").isEmpty()) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), "pulp", target.name());
    }
    this.home = home;
    this.target = target;
    this.roomy = roomy(target);
  }

  /** The target with an L2 and an L3 that hold the operands and constants of any call. */
  private static Target roomy(Target t) {
    Cluster c = t.cluster();
    List<MemoryRegion> memories = new ArrayList<>();
    long at = t.memories().get(0).origin();
    for (MemoryRegion m : t.memories()) {
      memories.add(new MemoryRegion(m.name(), m.kind(), at, ROOM, at));
      at += ROOM;
    }
    Cluster cluster = new Cluster(c.workers(), c.fpus(), c.banks(), c.l1(), memories.size() * ROOM, c.l3(), c.l2Cycles(), c.dmaBytesPerCycle(), c.l3BytesPerCycle(), c.l1Reserved());
    return t.with(memories, c.l3() == 0 ? cluster : cluster.withL3(2 * ROOM));
  }

  @Override
  public List<Long> cycles(List<MeteredCall> calls) {
    return TemporaryFolder.use(folder -> run(new CallProgram(home, roomy, roomy, MAIN).build(folder, calls, "taken(%s);"), calls.size()));
  }

  private List<Long> run(Path elf, int calls) {
    PulpMachine machine = new PulpMachine(PulpConfig.of(roomy.cluster()), PulpImage.read(elf));
    PulpOutcome outcome = machine.run(MOST_CYCLES);
    List<Long> cycles = machine.output().lines().filter(line -> line.matches("[0-9a-f]{8}")).map(line -> Long.parseLong(line, 16)).toList();
    if (outcome.end() != PulpOutcome.End.EXIT || outcome.code() != 0 || cycles.size() != calls) {
      throw RepriseException.of(SimulatorError.PROGRAM_FAILED, target.name(), outcome.report() + machine.output());
    }
    return cycles;
  }

  @Override
  public String cyclesAre() {
    return "measured";
  }

  @Override
  public String method() {
    return "by the controller's counter on the built-in simulator of the cluster, " + target.cluster().workers() + " workers and " + target.cluster().fpus() + " shared FPUs; constants and trained tensors that L2 cannot hold in L3, tiles of both in L1";
  }
}
