package dev.reprise.host.cli;

import dev.reprise.host.measure.KernelCycles;
import dev.reprise.simulators.cycles.Cycles;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code measure --cycles} as text: a row per kernel call, and one per phase. */
final class CyclesText {
  private CyclesText() {}

  static String render(KernelCycles taken) {
    TextTable calls = new TextTable("phase", "layer", "kernel", "calls", "instructions per call", "cycles per call, estimated");
    Map<String, Cycles> phases = new LinkedHashMap<>();
    for (KernelCycles.Call c : taken.calls()) {
      calls.row(c.phase(), c.layer(), c.kernel(), c.count(), c.total().instructions() / c.count(), c.total().cycles() / c.count());
      phases.merge(c.phase(), c.total(), Cycles::plus);
    }
    TextTable sums = new TextTable("phase", "instructions", "cycles, estimated");
    phases.forEach((phase, total) -> sums.row(phase, total.instructions(), total.cycles()));
    sums.row("everything else", taken.rest().instructions(), taken.rest().cycles());
    return "cycles on " + taken.core() + ", estimated (docs/cycles.md): one inference, the replay memory filled with and one event of up to "
        + taken.samples() + " samples\n" + calls.render() + "\n" + sums.render();
  }
}
