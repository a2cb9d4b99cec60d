package dev.reprise.simulators.cycles;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * ESTIMATED cycles of a counted run, for each call that was counted apart.
 *
 * @param core whose timing table was used
 * @param scopes as in {@link BlockCounts}: the first is everything outside the counted calls
 */
public record CycleEstimate(String core, List<Scope> scopes) {
  /**
   * @param site address of the calling instruction
   * @param caller function that it lies in; empty outside
   * @param entry called function; empty outside
   * @param calls how often the call was made
   * @param functions what each function took, by name
   */
  public record Scope(long site, String caller, String entry, long calls, Map<String, Cycles> functions) {
    public Scope {
      functions = Collections.unmodifiableMap(new TreeMap<>(functions));
    }

    public Cycles total() {
      return functions.values().stream().reduce(Cycles.NONE, Cycles::plus);
    }
  }

  public CycleEstimate {
    scopes = List.copyOf(scopes);
  }

  /**
   * Joins counts, code and timing.
   *
   * @throws RepriseException RP1913 where code ran that the ELF file does not hold
   */
  public static CycleEstimate of(BlockCounts counts, Disassembly code, TimingTable table) {
    BlockTiming timing = table.timing();
    List<Map<String, Cycles>> functions = new ArrayList<>();
    counts.scopes().forEach(s -> functions.add(new TreeMap<>()));
    for (BlockCounts.Block b : counts.blocks()) {
      List<Instruction> block = code.block(b.start(), b.end());
      if (block.size() != b.instructions()) {
        throw RepriseException.of(CyclesError.BAD_COUNTS, code.functionAt(b.start()), "the block at 0x" + Long.toHexString(b.start()) + " is not in the ELF file");
      }
      functions.get(b.scope()).merge(code.functionAt(b.start()), cycles(b, block, timing.cost(block)), Cycles::plus);
    }
    List<Scope> scopes = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      BlockCounts.Scope s = counts.scopes().get(i);
      String entry = s.entry() == 0 ? "" : code.functionAt(s.entry());
      scopes.add(new Scope(s.site(), s.site() == 0 ? "" : code.functionAt(s.site()), entry, s.calls(), functions.get(i)));
    }
    return new CycleEstimate(table.core(), scopes);
  }

  private static Cycles cycles(BlockCounts.Block b, List<Instruction> block, BlockTiming.Cost cost) {
    Map<InstructionClass, Long> mix = new EnumMap<>(InstructionClass.class);
    block.forEach(i -> mix.merge(i.kind(), b.executions(), Long::sum));
    long cycles = (b.executions() - b.taken()) * cost.through() + b.taken() * cost.taken();
    return new Cycles(b.instructions() * b.executions(), cycles, cost.stalls() * b.executions(), mix);
  }

  /** All calls of {@code entry}, in the order in which they were first made. */
  public List<Scope> callsOf(String entry) {
    return scopes.stream().filter(s -> s.entry().equals(entry)).toList();
  }
}
