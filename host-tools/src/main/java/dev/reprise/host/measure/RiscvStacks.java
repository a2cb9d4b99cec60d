package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Worst-case stacks of a RISC-V image, one for each kind of core: the one that runs the program, those of the team, the fabric controller. Frames come from the compiler's .su files, calls from the
 * instructions. No interrupts are enabled; a trap ends the run.
 */
final class RiscvStacks {
  /**
   * A core's stack.
   *
   * @param root function that the core begins with
   * @param reserved symbol of the linker script with its size
   */
  private record Kind(String core, String root, String reserved) {}

  /** The program's core; which root there is depends on the board support. */
  private static final List<Kind> PROGRAM = List.of(new Kind("program", "board_controller", "STACK_BYTES"), new Kind("program", "board_main", "STACK_BYTES"));

  private static final Kind TEAM = new Kind("team", "board_worker", "TEAM_STACK_BYTES");
  private static final Kind FABRIC = new Kind("fabric", "board_fabric", "FABRIC_STACK_BYTES");

  /** Only the hardware comes to what leads here. */
  private static final Set<String> ENTRIES = Set.of("board_controller", "board_main", "board_worker", "board_fabric", "board_trap");

  /** What the team never comes to (rp_parallel.h), besides the learner's own functions: what forks, saves or speaks to the host is the program's. */
  private static final Set<String> PROGRAM_ALONE = Set.of("rp_fork", "rp_fork_begin", "rp_save", "rp_restore", "rp_saved", "rp_board_write", "rp_board_read", "host_call");

  /** Emitted functions that the team is forked for: nothing else calls them. */
  private static final Pattern EMITTED_WORK = Pattern.compile("team_\\d+|tile_work_\\d+");

  private final FirmwareImage image;
  private final RiscvCode code;
  private final Map<String, Long> frames = new TreeMap<>();
  private final List<String> unbounded = new ArrayList<>();
  private final SortedSet<String> indirect = new TreeSet<>();

  private RiscvStacks(FirmwareImage image, StackFrames read) {
    this.image = image;
    code = RiscvCode.of(image);
    code.functions().forEach((name, f) -> {
      frames.put(name, Math.max(f.pushed(), read.of(name).map(StackFrames.Frame::bytes).orElse(0L)));
      if (read.of(name).map(frame -> !frame.bounded()).orElse(false)) {
        unbounded.add(name + " has a frame of variable size");
      }
    });
  }

  /**
   * Analyses {@code image}.
   *
   * @param objects folder with the .su files of the build
   * @throws RepriseException RP2105 where there is no known way in
   */
  static StackReport run(FirmwareImage image, Path objects) {
    RiscvStacks stacks = new RiscvStacks(image, StackFrames.read(objects));
    Kind program =
        PROGRAM.stream()
            .filter(k -> stacks.code.functions().containsKey(k.root()))
            .findFirst()
            .orElseThrow(() -> RepriseException.of(MeasureError.BAD_IMAGE, image.file().toString(), "it has no function that a core begins with"));
    return stacks.report(program);
  }

  private StackReport report(Kind program) {
    CallGraph direct = new CallGraph(code.functions(), frames, new TreeSet<>());
    SortedSet<String> taken = without(code.taken(), direct, ENTRIES);
    Set<String> alone = new TreeSet<>(PROGRAM_ALONE);
    alone.addAll(WorkPhase.LEARNER_FUNCTIONS);
    SortedSet<String> shared = without(taken, direct, alone);
    boolean team = code.functions().containsKey(TEAM.root());
    StackReport.Chain reset = deepest(program, code.functions(), team ? notEmittedWork(taken) : taken);
    List<StackReport.CoreStack> others = new ArrayList<>();
    if (team) {
      Map<String, MachineFunction> functions = new TreeMap<>(code.functions());
      // its pointer leads to the work, all other pointers elsewhere
      functions.computeIfPresent(TEAM.root(), (name, f) -> new MachineFunction(name, f.address(), shared, false, f.pushed()));
      others.add(stack(TEAM, deepest(TEAM, functions, notEmittedWork(shared))));
    }
    if (code.functions().containsKey(FABRIC.root())) {
      others.add(stack(FABRIC, deepest(FABRIC, code.functions(), shared)));
    }
    return new StackReport(reset.bytes(), reserved(program), reset, List.of(), List.copyOf(indirect), List.copyOf(unbounded), others);
  }

  private static SortedSet<String> notEmittedWork(SortedSet<String> functions) {
    SortedSet<String> rest = new TreeSet<>(functions);
    rest.removeIf(f -> EMITTED_WORK.matcher(f).matches());
    return rest;
  }

  private StackReport.CoreStack stack(Kind kind, StackReport.Chain chain) {
    return new StackReport.CoreStack(kind.core(), chain.bytes(), reserved(kind), chain);
  }

  /** Those of {@code functions} that do not lead to one of {@code places}. */
  private static SortedSet<String> without(Set<String> functions, CallGraph direct, Set<String> places) {
    SortedSet<String> rest = new TreeSet<>(functions);
    rest.removeIf(f -> direct.reachable(List.of(f)).stream().anyMatch(places::contains));
    return rest;
  }

  private StackReport.Chain deepest(Kind kind, Map<String, MachineFunction> functions, SortedSet<String> targets) {
    CallGraph graph = new CallGraph(functions, frames, targets);
    SortedSet<String> reachable = graph.reachable(List.of(kind.root()));
    List<String> through = reachable.stream().filter(f -> functions.get(f).indirect()).toList();
    indirect.addAll(through);
    graph.recursive(reachable).stream().map(f -> f + " is recursive").filter(why -> !unbounded.contains(why)).forEach(unbounded::add);
    if (through.size() > CallGraph.MOST_INDIRECT) {
      unbounded.add(through.size() + " functions call through pointers");
      graph = new CallGraph(functions, frames, new TreeSet<>());
    }
    return graph.deepest(kind.root());
  }

  private long reserved(Kind kind) {
    return image.values().getOrDefault(kind.reserved(), 0L);
  }
}
