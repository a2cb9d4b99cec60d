package dev.reprise.host.bench;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.calls.MeteredCall;
import dev.reprise.host.calls.ScratchpadCalls;
import dev.reprise.simulators.cycles.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures the kernels of the runtime on the built-in simulator of a PULP cluster, with their data in L1. */
public final class ClusterBench {
  /** Products of one pv.sdotsp.b. */
  private static final int DOT_PRODUCTS = 4;

  private final Path home;
  private final Target target;
  private final Path keep;
  private final List<Needed> needed = Needed.read();

  /**
   * @param target with a cluster
   * @param keep folder that the programs are copied to; null for none
   */
  public ClusterBench(Path home, Target target, Path keep) {
    this.home = home;
    this.target = target;
    this.keep = keep;
  }

  /**
   * Builds and runs the built-in cases whose kernel's name contains {@code part}, once for each size of the team.
   *
   * @param teams sizes, each from 1 to the target's workers; speed-ups are told where 1 is one of them
   * @throws RepriseException RP2120 where there is no such case, RP1902 for a target that the built-in simulator does not run
   */
  public ClusterReport run(String part, List<Integer> teams) {
    List<BenchCase> all = BenchCases.cluster(Machine.of(target));
    List<BenchCase> cases = all.stream().filter(c -> c.kernel().contains(part)).toList();
    if (cases.isEmpty()) {
      throw RepriseException.of(BenchError.NO_CASE, part, all.stream().map(BenchCase::kernel).distinct().collect(Collectors.joining(", ")));
    }
    return report(null, null, measure(cases, teams));
  }

  /**
   * Draws {@code count} shapes of each family, for the frozen stage and for training, and measures the kernels that the compiler chooses for them.
   *
   * @param seed of the shapes
   * @param part only kernels whose name contains it
   * @param teams as for {@link #run}
   * @throws RepriseException RP2121 where no drawn shape has such a kernel
   */
  public ClusterReport random(int count, long seed, String part, List<Integer> teams) {
    List<BenchCase> cases = new ArrayList<>();
    for (String family : RandomShapes.FAMILIES) {
      for (List<Phase> phases : List.of(List.of(Phase.FROZEN_FORWARD), BenchCases.STEPS)) {
        RandomShapes shapes = new RandomShapes(seed);
        for (int drawn = 0; drawn < count; drawn++) {
          next(family, shapes, phases).stream().filter(c -> c.kernel().contains(part)).forEach(cases::add);
        }
      }
    }
    if (cases.isEmpty()) {
      throw RepriseException.of(BenchError.NO_RANDOM_CASE, part);
    }
    String rule = RandomShapes.RULE + "; drawn again where the operands do not fit L1\n" + SmallShapes.RULE;
    return report(seed, rule, measure(cases, teams));
  }

  private List<BenchCase> next(String family, RandomShapes shapes, List<Phase> phases) {
    List<BenchCase> cases;
    do {
      cases = BenchCases.of(family, shapes.next(family), phases, Machine.of(target));
    } while (!cases.stream().allMatch(c -> ScratchpadCalls.fits(metered(c))));
    return cases;
  }

  /** The calls of {@code layers}, as {@link #run} measures them. */
  ClusterReport layers(List<BenchCase> layers, List<Integer> teams) {
    return report(null, null, measure(layers, teams));
  }

  private static MeteredCall metered(BenchCase c) {
    return new MeteredCall(c.schedule(), c.call(), 1);
  }

  private ClusterReport report(Long seed, String rule, List<ClusterReport.Row> rows) {
    String compiler = target.toolchain().command() + " " + Tool.run(List.of(target.toolchain().command(), "-dumpversion")).strip();
    return new ClusterReport(
        target.name(), target.cluster().workers(), target.cluster().fpus(), ScratchpadCalls.L1_BYTES, target.cluster().l1(), compiler, seed, rule, rows);
  }

  /** Rows in the order of {@code cases}, each with all teams. Kernels of a family have programs of their own, so that a change of one family leaves the others' cycles alone. */
  private List<ClusterReport.Row> measure(List<BenchCase> cases, List<Integer> teams) {
    Map<BenchCase, Map<Integer, ScratchpadCalls.Taken>> taken = new LinkedHashMap<>();
    cases.forEach(c -> taken.put(c, new LinkedHashMap<>()));
    Map<String, List<BenchCase>> families = cases.stream().collect(Collectors.groupingBy(c -> c.family() + c.isFloat(), LinkedHashMap::new, Collectors.toList()));
    for (int cores : teams) {
      ScratchpadCalls calls = new ScratchpadCalls(home, target, cores, keep);
      for (List<BenchCase> family : families.values()) {
        List<ScratchpadCalls.Taken> figures = calls.run(family.stream().map(ClusterBench::metered).toList());
        IntStream.range(0, family.size()).forEach(i -> taken.get(family.get(i)).put(cores, figures.get(i)));
      }
    }
    List<ClusterReport.Row> rows = new ArrayList<>();
    taken.forEach((c, byCores) -> byCores.forEach((cores, figures) -> rows.add(row(c, cores, figures, byCores.get(1)))));
    return rows;
  }

  private ClusterReport.Row row(BenchCase c, int cores, ScratchpadCalls.Taken taken, ScratchpadCalls.Taken alone) {
    long macs = c.call().macs();
    double perCycle = (double) macs / taken.cycles();
    double limit = c.isFloat() ? Math.min(cores, target.cluster().fpus()) : (double) DOT_PRODUCTS * cores;
    double figure = Needed.of(needed, c.family(), c.call().phase(), c.shape()).macsPerCycle();
    boolean held = figure > 0 && cores == target.cluster().workers();
    boolean controllerAlone = cores == 1 || !c.call().shared();
    int first = controllerAlone ? target.cluster().workers() : 0;
    int end = controllerAlone ? first + 1 : cores;
    long instructions = taken.profile().instructions().subList(first, end).stream().mapToLong(Long::longValue).sum();
    return new ClusterReport.Row(
        c.family(), c.call().phase().title(), c.kernel(), c.isPortable(target), c.shape().toString(), cores, macs, taken.cycles(), perCycle, instructions, (double) instructions / macs, limit,
        perCycle / limit, held ? figure : null, held ? perCycle / figure : null, alone == null ? null : (double) alone.cycles() / taken.cycles(), taken.profile().causesOf(first, end),
        SmallShapes.isSmall(c.shape(), c.call().phase()));
  }
}
