package dev.reprise.compiler.report;

import java.util.List;
import java.util.Locale;

/** The tiled calls as aligned text. */
public final class TileTable {
  private TileTable() {}

  /** One line per tiled call and a sum, for one micro-batch, and the calls that work in L2; nothing where no call is tiled. */
  public static String render(CompileReport report) {
    List<CompileReport.KernelCall> calls = report.calls().stream().filter(c -> c.tiles() != null).toList();
    if (calls.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("tiles in L1 (cycles of one micro-batch, modelled)\n");
    out.append(String.format(Locale.ROOT, "  %6s %9s %10s %10s %10s %10s %10s %10s  %s%n", "tiles", "L1 bytes", "loaded", "stored", "compute", "DMA", "exposed", "cycles", "call"));
    for (CompileReport.KernelCall c : calls) {
      TileReport t = c.tiles();
      line(out, t.tiles(), t.l1Bytes(), t.loadedBytes(), t.storedBytes(), t.computeCycles(), t.transferCycles(), t.exposedCycles(), t.cycles(), c.kernel() + " " + c.node());
    }
    line(
        out,
        calls.stream().mapToInt(c -> c.tiles().tiles()).sum(),
        calls.stream().mapToLong(c -> c.tiles().l1Bytes()).max().orElse(0),
        sum(calls, TileReport::loadedBytes),
        sum(calls, TileReport::storedBytes),
        sum(calls, TileReport::computeCycles),
        sum(calls, TileReport::transferCycles),
        sum(calls, TileReport::exposedCycles),
        sum(calls, TileReport::cycles),
        "all");
    List<CompileReport.KernelCall> others = report.calls().stream().filter(c -> c.tiles() == null).toList();
    if (!others.isEmpty()) {
      out.append("not in tiles, too small or too large for L1: the operands stay in L2\n");
      others.forEach(c -> out.append(String.format(Locale.ROOT, "  %s %s, %d multiply-accumulates%n", c.kernel(), c.node(), c.macs())));
    }
    return out.toString().replace("\r\n", "\n");
  }

  private static long sum(List<CompileReport.KernelCall> calls, java.util.function.ToLongFunction<TileReport> figure) {
    return calls.stream().map(CompileReport.KernelCall::tiles).mapToLong(figure).sum();
  }

  private static void line(StringBuilder out, int tiles, long l1, long loaded, long stored, long compute, long dma, long exposed, long cycles, String call) {
    out.append(String.format(Locale.ROOT, "  %6d %9d %10d %10d %10d %10d %10d %10d  %s%n", tiles, l1, loaded, stored, compute, dma, exposed, cycles, call));
  }
}
