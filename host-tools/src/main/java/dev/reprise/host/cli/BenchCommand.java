package dev.reprise.host.cli;

import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.bench.BenchReport;
import dev.reprise.host.bench.Benchmark;
import dev.reprise.host.bench.ClusterBench;
import dev.reprise.host.bench.ClusterReport;
import dev.reprise.host.bench.RandomReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reprise bench}. */
@Command(
    name = "bench",
    sortOptions = false,
    description = "Takes the kernels' cycles at the shapes that public kernels are compared at: estimated from instructions counted on an emulated board, or measured on the simulated PULP cluster.",
    footer = {
      "",
      "Instructions are exact for the compiler named. Cycles are estimated from a table of the core's instruction timing (docs/cycles.md).",
      "The limit is what the arithmetic alone takes under that table; the ratio says how far above it a kernel is.",
      "",
      "On a PULP cluster the data lie in an L1 of 256 KiB and cycles are measured on the built-in simulator (docs/pulp-simulator.md).",
      "",
      "--random draws shapes, and compares what the compiler chose for them with the figures that kernels of their kind are held to.",
      "",
      "Examples:",
      "  reprise bench --target mps2-an386",
      "  reprise bench --target mps2-an500 --random 50 --seed 7",
      "  reprise bench --target pulp-open --cores 1,2,4,8"
    })
final class BenchCommand extends AbstractCommand {
  @Option(names = "--target", required = true, description = "An emulated board, mps2-an386 (Cortex-M4) or mps2-an500 (Cortex-M7), a target for which one of them stands in, or one with a PULP cluster.")
  private String target;

  @Option(names = "--kernel", paramLabel = "PART", defaultValue = "", description = "Only kernels whose name contains PART, for example conv_dw_f32; no networks then.")
  private String kernel;

  @Option(names = "--random", paramLabel = "N", description = "N random shapes of each kernel family instead of the built-in ones.")
  private Integer random;

  @Option(names = "--seed", defaultValue = "1", description = "Of the random shapes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--cores", paramLabel = "N", split = ",", description = "On a PULP cluster: sizes of the team, each measured (default: all workers). With 1 among them speed-ups are told.")
  private List<Integer> cores;

  @Option(names = "--keep", paramLabel = "FOLDER", description = "On a PULP cluster: keep the programs there, for example to run them on GVSoC; they print the cycles of each call in hexadecimal.")
  private Path keep;

  @Override
  public Integer call() {
    Target on = new Targets(home()).get(target);
    Usage.require(spec.commandLine(), cores == null || on.cluster() != null, "--cores is for targets with a PULP cluster");
    Usage.require(spec.commandLine(), keep == null || on.cluster() != null, "--keep is for targets with a PULP cluster");
    return on.cluster() == null ? onBoard(on) : onCluster(on);
  }

  private int onCluster(Target on) {
    int workers = on.cluster().workers();
    List<Integer> teams = cores == null ? List.of(workers) : cores.stream().distinct().sorted().toList();
    Usage.require(spec.commandLine(), teams.stream().allMatch(n -> n >= 1 && n <= workers), "--cores must be 1 to " + workers + ", not " + teams);
    ClusterBench bench = new ClusterBench(home(), on, keep);
    if (random != null) {
      Usage.requireAtLeast(spec.commandLine(), "--random", random, 1);
    }
    ClusterReport report = random == null ? bench.run(kernel, teams) : bench.random(random, seed, kernel, teams);
    print(report, ClusterBenchText.render(report));
    return 0;
  }

  private int onBoard(Target on) {
    Benchmark benchmark = new Benchmark(home(), on);
    if (random != null) {
      Usage.requireAtLeast(spec.commandLine(), "--random", random, 1);
      RandomReport report = benchmark.random(random, seed, kernel);
      print(report, RandomBenchText.render(report));
      return 0;
    }
    BenchReport report = kernel.isEmpty() ? benchmark.runAll() : benchmark.run(kernel);
    print(report, text(report));
    return 0;
  }

  private static String text(BenchReport report) {
    TextTable table = new TextTable("kernel", "shape", "MAC", "instructions/MAC", "cycles/MAC estimated", "limit", "ratio");
    for (BenchReport.Row r : report.rows()) {
      table.row(r.kernel(), r.shape(), r.macs(), decimal(r.instructionsPerMac()), decimal(r.estimatedCyclesPerMac()), decimal(r.limitCyclesPerMac()), decimal(r.ratio()));
    }
    String head = "%s, %s, %s multiply-accumulate, gcc %s; cycles are estimated\n";
    return String.format(Locale.ROOT, head, report.target(), report.core(), report.accumulate(), report.compiler()) + table.render() + networks(report);
  }

  private static String networks(BenchReport report) {
    if (report.networks().isEmpty()) {
      return "";
    }
    TextTable table = new TextTable("network, frozen stage", "MAC", "instructions/MAC", "cycles estimated", "cycles/MAC estimated", "limit", "ratio", "kernel code, bytes");
    for (BenchReport.Network n : report.networks()) {
      table.row(
          n.network(), n.macs(), decimal((double) n.instructions() / n.macs()), n.estimatedCycles(), decimal(n.estimatedCyclesPerMac()),
          decimal(n.limitCyclesPerMac()), decimal(n.ratio()), n.kernelBytes());
    }
    return "\n" + table.render();
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
