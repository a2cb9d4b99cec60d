package dev.reprise.host.bench;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.calls.CountedCalls;
import dev.reprise.host.calls.MeteredCall;
import dev.reprise.host.calls.TemporaryFolder;
import dev.reprise.simulators.cycles.Cycles;
import dev.reprise.simulators.cycles.InstructionClass;
import dev.reprise.simulators.cycles.TimingTable;
import dev.reprise.simulators.cycles.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Counts the kernels of the runtime on an emulated board. */
public final class Benchmark {
  /** Products of one SMLAD. */
  private static final int DSP_PRODUCTS = 2;

  private final CountedCalls meter;
  private final Path home;
  private final Target target;
  private final TimingTable table;
  private final Accumulate accumulate;

  /** @throws RepriseException RP1902 for a target without an emulated board, RP1910 without timing table */
  public Benchmark(Path home, Target target) {
    this.meter = new CountedCalls(home, target);
    this.home = home;
    this.target = target;
    this.table = meter.table();
    this.accumulate = target.accumulate().get(0);
  }

  /**
   * Builds and runs the built-in cases whose kernel's name contains {@code part}.
   *
   * @throws RepriseException RP2120 where there is none
   */
  public BenchReport run(String part) {
    List<BenchCase> all = BenchCases.all(Machine.of(target));
    List<BenchCase> cases = all.stream().filter(c -> c.kernel().contains(part)).toList();
    if (cases.isEmpty()) {
      String names = all.stream().map(BenchCase::kernel).distinct().collect(Collectors.joining(", "));
      throw RepriseException.of(BenchError.NO_CASE, part, names);
    }
    List<Cycles> figures = count(cases);
    List<BenchReport.Row> rows = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      rows.add(row(cases.get(i), figures.get(i)));
    }
    return new BenchReport(target.titleIn("qemu"), table.core(), accumulate.name().toLowerCase(Locale.ROOT), compilerVersion(), rows, List.of());
  }

  /** As {@link #run(String)} for all cases, and the networks. */
  public BenchReport runAll() {
    BenchReport kernels = run("");
    NetworkBench bench = new NetworkBench(home, target, codeLimit());
    List<BenchReport.Network> networks = new ArrayList<>();
    for (ReferenceNetwork network : ReferenceNetwork.ALL) {
      networks.add(TemporaryFolder.use(folder -> bench.run(network, folder.resolve(network.name()))));
    }
    return new BenchReport(kernels.target(), kernels.core(), kernels.accumulate(), kernels.compiler(), kernels.rows(), networks);
  }

  /**
   * Draws {@code count} shapes of each family, for the frozen stage and for training, and counts the kernels that the compiler chooses for them.
   *
   * @param seed of the shapes
   * @param part only kernels whose name contains it
   * @throws RepriseException RP2121 where no drawn shape has such a kernel
   */
  public RandomReport random(int count, long seed, String part) {
    List<RandomReport.Row> rows = new RandomBench(this, target, table.core()).run(count, seed, part);
    if (rows.isEmpty()) {
      throw RepriseException.of(BenchError.NO_RANDOM_CASE, part);
    }
    return new RandomReport(target.titleIn("qemu"), table.core(), compilerVersion(), seed, RandomShapes.RULE, SmallShapes.RULE, rows);
  }

  private String compilerVersion() {
    return Tool.run(List.of(target.toolchain().command(), "-dumpfullversion")).strip();
  }

  /** One program that makes the calls of {@code cases}, run once. */
  List<Cycles> count(List<BenchCase> cases) {
    return meter.count(cases.stream().map(c -> new MeteredCall(c.schedule(), c.call(), 1)).toList());
  }

  private BenchReport.Row row(BenchCase c, Cycles figures) {
    double perMac = (double) figures.cycles() / c.call().macs();
    double limit = limit(c);
    return new BenchReport.Row(
        c.kernel(),
        c.shape().toString(),
        c.call().macs(),
        figures.instructions(),
        (double) figures.instructions() / c.call().macs(),
        figures.cycles(),
        perMac,
        figures.stalls(),
        limit,
        perMac / limit,
        figures.mix());
  }

  private double codeLimit() {
    return table.interval(InstructionClass.MULTIPLY) / (double) DSP_PRODUCTS;
  }

  private double limit(BenchCase c) {
    if (!c.isFloat()) {
      return codeLimit();
    }
    return accumulate == Accumulate.FUSED ? table.interval(InstructionClass.FP_ACCUMULATE) : 2 * table.interval(InstructionClass.FP_ARITHMETIC);
  }
}
