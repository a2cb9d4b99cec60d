package dev.reprise.host.cli;

import dev.reprise.host.bench.RandomReport;
import java.util.Locale;

/** {@code bench --random} as text. */
final class RandomBenchText {
  private RandomBenchText() {}

  static String render(RandomReport report) {
    TextTable table = new TextTable("phase", "kernel", "shape", "MAC", "cycles/MAC estimated", "needed", "ratio", "held to it", "nearest row");
    for (RandomReport.Row r : report.rows()) {
      table.row(
          r.phase(), r.kernel(), r.shape(), r.macs(), BenchCommand.decimal(r.estimatedCyclesPerMac()), BenchCommand.decimal(r.neededCyclesPerMac()),
          BenchCommand.decimal(r.ratio()), r.small() ? "no, small" : "yes", r.like());
    }
    long portable = report.rows().stream().filter(RandomReport.Row::portable).count();
    String head = "%s, %s, gcc %s, seed %d; cycles are estimated\nshapes: %s\n%s\n";
    String foot = "\n%d kernel calls, %d of them of portable kernels; largest ratio of a shape that is not small: %.2f\n";
    return String.format(Locale.ROOT, head, report.target(), report.core(), report.compiler(), report.seed(), report.rule(), report.smallRule())
        + table.render()
        + String.format(Locale.ROOT, foot, report.rows().size(), portable, report.worst());
  }
}
