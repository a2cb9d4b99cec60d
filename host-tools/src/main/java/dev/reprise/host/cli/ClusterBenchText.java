package dev.reprise.host.cli;

import dev.reprise.host.bench.ClusterReport;
import dev.reprise.simulators.pulp.Cause;
import java.util.Locale;

/** {@code bench} on a PULP cluster as text: a table of figures, and one of where the cycles went. */
final class ClusterBenchText {
  private ClusterBenchText() {}

  static String render(ClusterReport report) {
    String head = "%s, %d workers, %d shared floating-point units, %s; cycles are measured on the built-in simulator, warm, fork and barriers included\n"
        + "data in an L1 of %d KiB (the target's has %d)\n";
    String drawn = report.seed() == null ? "" : String.format(Locale.ROOT, "seed %d; shapes: %s\n", report.seed(), report.rule());
    return String.format(Locale.ROOT, head, report.target(), report.workers(), report.fpus(), report.compiler(), report.l1Bytes() >> 10, report.targetL1Bytes() >> 10)
        + drawn + figures(report) + (report.seed() == null ? "" : summary(report)) + "\ncycles of a core of the team, on average, and what they went to\n" + causes(report);
  }

  private static String summary(ClusterReport report) {
    String text = "\n%d kernel calls, %d of them of portable kernels; smallest ratio to a needed figure of a shape that is not small: %.2f\n";
    return String.format(Locale.ROOT, text, report.rows().size(), report.portable(), report.worst());
  }

  private static String figures(ClusterReport report) {
    TextTable table =
        new TextTable("kernel", "shape", "cores", "MAC", "cycles measured", "MAC/cycle", "instructions/MAC", "limit", "ratio", "needed", "ratio", "speed-up");
    for (ClusterReport.Row r : report.rows()) {
      table.row(
          r.kernel(), r.shape(), r.cores(), r.macs(), r.cycles(), BenchCommand.decimal(r.macsPerCycle()), BenchCommand.decimal(r.instructionsPerMac()),
          BenchCommand.decimal(r.limitMacsPerCycle()), BenchCommand.decimal(r.ratio()), r.small() ? "small" : orNone(r.neededMacsPerCycle()), orNone(r.neededRatio()),
          orNone(r.speedup()));
    }
    return table.render();
  }

  private static String causes(ClusterReport report) {
    Cause[] causes = Cause.values();
    String[] header = new String[3 + causes.length];
    header[0] = "kernel";
    header[1] = "shape";
    header[2] = "cores";
    for (int i = 0; i < causes.length; i++) {
      header[3 + i] = name(causes[i]);
    }
    TextTable table = new TextTable(header);
    for (ClusterReport.Row r : report.rows()) {
      Object[] row = new Object[header.length];
      row[0] = r.kernel();
      row[1] = r.shape();
      row[2] = r.cores();
      for (int i = 0; i < causes.length; i++) {
        row[3 + i] = Math.round(r.cyclesByCause().getOrDefault(causes[i], 0.0));
      }
      table.row(row);
    }
    return table.render();
  }

  /** As column heads have it. */
  static String name(Cause cause) {
    return switch (cause) {
      case ICACHE -> "i-cache";
      case FPU -> "FPU";
      default -> cause.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String orNone(Double value) {
    return value == null ? "-" : BenchCommand.decimal(value);
  }
}
