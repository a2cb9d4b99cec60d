package dev.reprise.host.bench;

import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.cycles.Cycles;
import java.util.ArrayList;
import java.util.List;

/** Random shapes counted, as many to a program as its flash holds. */
final class RandomBench {
  /** Weights of one program, counted as bytes of the frozen stage: half of the emulated boards' flash. */
  private static final long MOST_WEIGHTS = 2 << 20;

  private final Benchmark benchmark;
  private final Target target;
  private final String core;
  private final List<Needed> needed = Needed.read();

  /** @param core as in timing tables */
  RandomBench(Benchmark benchmark, Target target, String core) {
    this.benchmark = benchmark;
    this.target = target;
    this.core = core;
  }

  /** Rows of {@code count} shapes of each family, in the order of the draw: of each the frozen stage's call, then those of training. */
  List<RandomReport.Row> run(int count, long seed, String part) {
    return RandomShapes.FAMILIES.parallelStream().map(family -> family(family, count, seed, part)).flatMap(List::stream).toList();
  }

  private List<RandomReport.Row> family(String family, int count, long seed, String part) {
    RandomShapes shapes = new RandomShapes(seed);
    List<RandomReport.Row> rows = new ArrayList<>();
    List<BenchCase> batch = new ArrayList<>();
    long weights = 0;
    for (int i = 0; i < count; i++) {
      LayerShape shape = shapes.next(family);
      if (weights + shape.weights() > MOST_WEIGHTS) {
        rows.addAll(counted(batch));
        batch.clear();
        weights = 0;
      }
      weights += shape.weights();
      cases(family, shape).stream().filter(c -> c.kernel().contains(part)).forEach(batch::add);
    }
    rows.addAll(counted(batch));
    return rows;
  }

  private List<BenchCase> cases(String family, LayerShape shape) {
    List<BenchCase> cases = new ArrayList<>(BenchCases.of(family, shape, List.of(Phase.FROZEN_FORWARD), Machine.of(target)));
    cases.addAll(BenchCases.of(family, shape, BenchCases.STEPS, Machine.of(target)));
    return cases;
  }

  private List<RandomReport.Row> counted(List<BenchCase> cases) {
    if (cases.isEmpty()) {
      return List.of();
    }
    List<Cycles> figures = benchmark.count(cases);
    List<RandomReport.Row> rows = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      rows.add(row(cases.get(i), figures.get(i)));
    }
    return rows;
  }

  private RandomReport.Row row(BenchCase c, Cycles figures) {
    Phase phase = c.call().phase();
    Needed nearest = Needed.nearest(needed, c.family(), phase);
    double perMac = (double) figures.cycles() / c.call().macs();
    double allowed = nearest.cyclesPerMac(core);
    return new RandomReport.Row(
        c.family(), phase.title(), c.kernel(), c.isPortable(target), c.shape().toString(), c.call().macs(), figures.instructions(), perMac, nearest.like(), allowed,
        perMac / allowed, SmallShapes.isSmall(c.shape(), phase));
  }
}
