package dev.reprise.host.cli;

import dev.reprise.compiler.target.Targets;
import dev.reprise.host.bench.BenchReport;
import dev.reprise.host.bench.Benchmark;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reprise bench}. */
@Command(
    name = "bench",
    sortOptions = false,
    description = "Counts the kernels' instructions on an emulated board and estimates their cycles, at the shapes public kernels are compared at.",
    footer = {
      "",
      "Instructions are exact for the compiler named. Cycles are estimated from a table of the core's instruction timing (docs/cycles.md).",
      "The limit is what the arithmetic alone takes under that table; the ratio says how far above it a kernel is.",
      "",
      "Example:",
      "  reprise bench --target mps2-an386"
    })
final class BenchCommand extends AbstractCommand {
  @Option(names = "--target", required = true, description = "Emulated board: mps2-an386 (Cortex-M4), mps2-an500 (Cortex-M7).")
  private String target;

  @Option(names = "--kernel", paramLabel = "PART", defaultValue = "", description = "Only kernels whose name contains PART, for example conv_dw_f32.")
  private String kernel;

  @Override
  public Integer call() {
    BenchReport report = new Benchmark(home(), new Targets(home()).get(target)).run(kernel);
    print(report, text(report));
    return 0;
  }

  private static String text(BenchReport report) {
    TextTable table = new TextTable("kernel", "shape", "MAC", "instructions/MAC", "cycles/MAC estimated", "limit", "ratio");
    for (BenchReport.Row r : report.rows()) {
      table.row(r.kernel(), r.shape(), r.macs(), decimal(r.instructionsPerMac()), decimal(r.estimatedCyclesPerMac()), decimal(r.limitCyclesPerMac()), decimal(r.ratio()));
    }
    String head = "%s, %s, %s multiply-accumulate, gcc %s; cycles are estimated\n";
    return String.format(Locale.ROOT, head, report.target(), report.core(), report.accumulate(), report.compiler()) + table.render();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
