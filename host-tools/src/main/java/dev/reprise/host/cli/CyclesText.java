package dev.reprise.host.cli;

import dev.reprise.host.measure.KernelCycles;
import dev.reprise.host.measure.MeasuredCycles;
import dev.reprise.simulators.cycles.Cycles;
import dev.reprise.simulators.cycles.InstructionClass;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code measure --cycles} as text: a row per kernel call, one per phase, and the phases' instruction mix. */
final class CyclesText {
  /** Columns of the mix: what classes of instructions have in common. */
  private static final Map<String, Set<InstructionClass>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("integer", Set.of(InstructionClass.INTEGER, InstructionClass.IF_THEN));
    GROUPS.put("multiply", Set.of(InstructionClass.MULTIPLY, InstructionClass.DIVIDE));
    GROUPS.put("SIMD", Set.of(InstructionClass.SIMD));
    GROUPS.put("load", Set.of(InstructionClass.LOAD, InstructionClass.LOAD_DOUBLE, InstructionClass.LOAD_MULTIPLE));
    GROUPS.put("store", Set.of(InstructionClass.STORE, InstructionClass.STORE_DOUBLE, InstructionClass.STORE_MULTIPLE));
    GROUPS.put("branch", Set.of(InstructionClass.BRANCH, InstructionClass.CALL, InstructionClass.TABLE_BRANCH));
    GROUPS.put("FP arithmetic", Set.of(InstructionClass.FP_ARITHMETIC, InstructionClass.FP_MOVE, InstructionClass.FP_DIVIDE));
    GROUPS.put("FP accumulate", Set.of(InstructionClass.FP_ACCUMULATE));
    GROUPS.put("FP load", Set.of(InstructionClass.FP_LOAD, InstructionClass.FP_LOAD_MULTIPLE));
    GROUPS.put("FP store", Set.of(InstructionClass.FP_STORE, InstructionClass.FP_STORE_MULTIPLE));
  }

  private CyclesText() {}

  static String render(KernelCycles taken) {
    TextTable calls = new TextTable("phase", "layer", "kernel", "calls", "instructions per call", "cycles per call, estimated");
    for (KernelCycles.Call c : taken.calls()) {
      calls.row(c.phase(), c.layer(), c.kernel(), c.count(), c.total().instructions() / c.count(), c.total().cycles() / c.count());
    }
    TextTable sums = new TextTable("phase", "instructions", "cycles, estimated");
    taken.phases().forEach(p -> sums.row(p.phase(), p.total().instructions(), p.total().cycles()));
    String standIn = taken.standIn() == null ? "" : taken.standIn() + "\n";
    return standIn + "cycles on " + taken.core() + ", estimated (docs/cycles.md): one inference, the replay memory filled with and one event of up to "
        + taken.samples() + " samples\n" + calls.render() + "\n" + sums.render() + "\ninstruction mix, %\n" + mix(taken);
  }

  static String render(MeasuredCycles taken) {
    TextTable calls = new TextTable("phase", "layer", "kernel", "calls", "cycles per call, measured");
    for (MeasuredCycles.Call c : taken.calls()) {
      calls.row(c.phase(), c.layer(), c.kernel(), c.count(), c.count() == 0 ? 0 : c.measuredCycles() / c.count());
    }
    TextTable sums = new TextTable("phase", "cycles, measured");
    taken.phases().forEach(p -> sums.row(p.phase(), p.measuredCycles()));
    return "cycles on " + taken.device() + ", measured: one inference, the replay memory filled with and one event of up to " + taken.samples() + " samples\n"
        + calls.render() + "\n" + sums.render() + "\nwaiting for the line while sending: " + taken.lineCycles() + " cycles\n";
  }

  private static String mix(KernelCycles taken) {
    String[] header = new String[GROUPS.size() + 1];
    header[0] = "phase";
    int column = 1;
    for (String group : GROUPS.keySet()) {
      header[column++] = group;
    }
    TextTable table = new TextTable(header);
    for (KernelCycles.Phase phase : taken.phases()) {
      Object[] row = new Object[header.length];
      row[0] = phase.phase();
      int next = 1;
      for (Set<InstructionClass> group : GROUPS.values()) {
        row[next++] = percent(phase.total(), group);
      }
      table.row(row);
    }
    return table.render();
  }

  private static String percent(Cycles total, Set<InstructionClass> group) {
    long some = group.stream().mapToLong(c -> total.mix().getOrDefault(c, 0L)).sum();
    return total.instructions() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * some / total.instructions());
  }
}
