package dev.reprise.host.cli;

import dev.reprise.host.measure.ClusterCycles;
import dev.reprise.simulators.pulp.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code measure --cycles} on a PULP cluster as text: a row per kernel call, one per phase, with what the cycles went to and the DMA. */
final class ClusterCyclesText {
  private static final List<Cause> CAUSES = List.of(Cause.ISSUE, Cause.STALL, Cause.MEMORY, Cause.CONFLICT, Cause.FPU, Cause.BARRIER, Cause.IDLE, Cause.ICACHE);

  private ClusterCyclesText() {}

  static String render(ClusterCycles taken) {
    TextTable calls = new TextTable(header("phase", "layer", "kernel", "cores", "calls", "cycles per call, measured", "MAC/cycle"));
    for (ClusterCycles.Call c : taken.calls()) {
      String perCycle = c.macs() == 0 || c.work().cycles() == 0 ? "-" : BenchCommand.decimal((double) c.macs() / c.work().cycles());
      calls.row(row(c.work(), c.phase(), c.layer(), c.kernel(), c.work().cores(), c.count(), c.count() == 0 ? 0 : c.work().cycles() / c.count(), perCycle));
    }
    TextTable sums = new TextTable(header("phase", "cycles, measured"));
    taken.phases().forEach(p -> sums.row(row(p.work(), p.phase(), p.work().cycles())));
    return "cycles on " + taken.target() + ", measured on the built-in simulator (docs/cycles.md): one inference, the replay memory filled with and one event of up to " + taken.samples()
        + " samples\nwhat the cycles of a core that worked went to, and the DMA: %\n" + calls.render() + "\n" + sums.render()
        + String.format(
            Locale.ROOT, "\nL3: %d bytes moved in %d cycles\nan inference takes %d cycles, a minibatch of %d samples %d\n", taken.l3Bytes(), taken.l3Cycles(),
            Math.round(taken.inference()), taken.minibatchSamples(), Math.round(taken.minibatch()));
  }

  private static String[] header(String... first) {
    List<String> header = new ArrayList<>(List.of(first));
    CAUSES.forEach(c -> header.add(ClusterBenchText.name(c)));
    header.addAll(List.of("DMA busy", "of it hidden", "DMA bytes"));
    return header.toArray(String[]::new);
  }

  private static Object[] row(ClusterCycles.Work work, Object... first) {
    List<Object> row = new ArrayList<>(List.of(first));
    CAUSES.forEach(c -> row.add(percent(work.causes().getOrDefault(c, 0.0), work.cycles())));
    row.addAll(List.of(percent(work.dmaCycles(), work.cycles()), percent(work.dmaHiddenCycles(), work.dmaCycles()), work.dmaBytes()));
    return row.toArray();
  }

  private static String percent(double part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100 * part / whole);
  }
}
