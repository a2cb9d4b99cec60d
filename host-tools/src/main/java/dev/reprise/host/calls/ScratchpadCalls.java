package dev.reprise.host.calls;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.emit.CallSource;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.SimulatorError;
import dev.reprise.simulators.pulp.PulpConfig;
import dev.reprise.simulators.pulp.PulpImage;
import dev.reprise.simulators.pulp.PulpMachine;
import dev.reprise.simulators.pulp.PulpOutcome;
import dev.reprise.simulators.pulp.RegionProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls on the built-in cluster simulator with all their operands in an L1 of 256 KiB, whatever the target's own: cycles MEASURED there by the controller's counter, of the second of two calls, forks and
 * barriers included. Geometries stay where a project has them, beside the code in L2.
 */
public final class ScratchpadCalls {
  /** Of L1. */
  public static final int L1_BYTES = 256 << 10;

  /** What the stacks leave of it, with something to spare for the board support. */
  private static final int OPERAND_BYTES = L1_BYTES - (20 << 10);

  private static final long MOST_CYCLES = 1L << 32;
  private static final String REGION = "call_region";
  private static final String CONSTANTS = ".rp_constants";

  private static final String SECTION =
      """

      SECTIONS
      {
          .rp_constants : ALIGN(16) {
              rp_constants_start = .;
              *(.rp_constants)
              . = ALIGN(4);
              rp_constants_end = .;
          } > l1 AT> flash
      }
      rp_constants_image = LOADADDR(.rp_constants);
      """;

  private static final String MAIN =
      ClusterCalls.PRELUDE + """
      #include <string.h>

      extern unsigned char rp_constants_start[], rp_constants_end[], rp_constants_image[];

      /* Where a simulator begins to account to another region. */
      void call_region(int32_t number);
      __attribute__((noinline)) void call_region(int32_t number)
      {
          __asm volatile("" : : "r"(number) : "memory");
      }

      static void taken(int32_t number, void (*call)(void))
      {
          call();
          call_region(number);
          const uint32_t start = now();
          call();
          const uint32_t cycles = now() - start;
          call_region(0);
          output_hex(cycles);
          output_text("\\n");
      }

      int main(void)
      {
          memcpy(rp_constants_start, rp_constants_image, (size_t)(rp_constants_end - rp_constants_start));
          rp_fork(fill, 0);
      @CALLS@    return 0;
      }
      """;

  /**
   * What a call took.
   *
   * @param profile of the cluster meanwhile
   */
  public record Taken(long cycles, RegionProfile profile) {}

  private final Path home;
  private final Target target;
  private final int cores;
  private final Path keep;
  private int kept;

  /**
   * @param cores of the team: 1, the controller alone, to the target's workers
   * @param keep folder that the programs are copied to, each named after its first kernel, the team and its number; null for none
   * @throws RepriseException RP1902 for a target that the built-in simulator does not run
   */
  public ScratchpadCalls(Path home, Target target, int cores, Path keep) {
    if (target.simulator("pulp").isEmpty()) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), "pulp", target.name());
    }
    this.home = home;
    this.target = target;
    this.cores = cores;
    this.keep = keep;
  }

  /** Whether all operands of {@code call} find room in L1. */
  public static boolean fits(MeteredCall call) {
    return new Room().takes(source(call));
  }

  /**
   * What each of {@code calls} takes. Neighbours share a program where their operands fit together; a change of one kernel may change the cycles of others in its program a little, since it moves them
   * to other addresses.
   */
  public List<Taken> run(List<MeteredCall> calls) {
    List<Taken> taken = new ArrayList<>();
    int last;
    for (int first = 0; first < calls.size(); first = last) {
      last = endOfProgram(calls, first);
      taken.addAll(runTogether(calls.subList(first, last)));
    }
    return taken;
  }

  private static int endOfProgram(List<MeteredCall> calls, int first) {
    Room room = new Room();
    int last = first;
    while (last < calls.size() && (room.takes(source(calls.get(last))) || last == first)) {
      last++;
    }
    return last;
  }

  /** L1 of one program: constants of all its calls are there at once, other operands have the same place in turn. */
  private static final class Room {
    private long floats;
    private long codes;
    private long constants;

    boolean takes(CallSource source) {
      floats = Math.max(floats, source.floatBytes());
      codes = Math.max(codes, source.codeBytes());
      constants += source.constantBytes();
      return floats + codes + constants <= OPERAND_BYTES;
    }
  }

  private static CallSource source(MeteredCall call) {
    return new CallSource(call.schedule(), List.of(call.call()), call.samples());
  }

  private List<Taken> runTogether(List<MeteredCall> calls) {
    CallProgram.Layout layout =
        new CallProgram.Layout(
            "l1", CONSTANTS, script -> script.replace("@L1_SIZE@", Integer.toString(L1_BYTES)) + SECTION, List.of("-URP_CORES", "-DRP_CORES=" + cores), false);
    return TemporaryFolder.use(folder -> {
      Path elf = new CallProgram(home, target, target, MAIN, layout).build(folder, calls, "taken(%2$d, %1$s);");
      if (keep != null) {
        Files.createDirectories(keep);
        Files.copy(elf, keep.resolve(calls.get(0).call().kernel() + "-" + cores + "-" + ++kept + ".elf"), StandardCopyOption.REPLACE_EXISTING);
      }
      return simulate(elf, calls.size());
    });
  }

  private List<Taken> simulate(Path elf, int calls) {
    PulpMachine machine = new PulpMachine(PulpConfig.of(target.cluster()).withL1(L1_BYTES), PulpImage.read(elf));
    machine.regions(Set.of(REGION), Set.of(), 0);
    PulpOutcome outcome = machine.run(MOST_CYCLES);
    List<Long> cycles = machine.output().lines().filter(line -> line.matches("[0-9a-f]{8}")).map(line -> Long.parseLong(line, 16)).toList();
    Map<Integer, RegionProfile> regions = new HashMap<>();
    machine.profile().regions().forEach(r -> regions.put(r.number(), r));
    if (outcome.end() != PulpOutcome.End.EXIT || outcome.code() != 0 || cycles.size() != calls || regions.size() != calls + 1) {
      throw RepriseException.of(SimulatorError.PROGRAM_FAILED, target.name(), outcome.report() + machine.output());
    }
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      taken.add(new Taken(cycles.get(i), regions.get(i + 1)));
    }
    return taken;
  }
}
