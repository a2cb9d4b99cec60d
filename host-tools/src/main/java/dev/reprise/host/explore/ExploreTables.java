package dev.reprise.host.explore;

import dev.reprise.compiler.report.Purpose;
import dev.reprise.host.explore.ExploreReport.Point;
import dev.reprise.host.explore.ExploreReport.StageFigures;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import dev.reprise.host.measure.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of a report as text and HTML show them. */
public final class ExploreTables {
  private static final String NONE = "-";

  /**
   * A table.
   *
   * @param rows cells as they are shown
   */
  public record Table(String title, List<String> head, List<List<String>> rows) {}

  private final ExploreReport report;

  public ExploreTables(ExploreReport report) {
    this.report = report;
  }

  /** Where the figures of a target come from. */
  public static String source(TargetFigures t) {
    String cycles = String.format(Locale.ROOT, "%s: cycles %s, %s; %s MHz", t.title(), t.cyclesAre(), t.method(), number(t.clockHz() / 1e6));
    if (t.runMilliamps() == null) {
      return cycles + "; no power model";
    }
    return cycles
        + String.format(
            Locale.ROOT, "; energy estimated from %s V and %s mA running, %s; idle (%s) %s mA, %s", number(t.supplyVolts()), number(t.runMilliamps()), t.runSource(), t.idle(),
            number(t.idleMilliamps()), t.idleSource());
  }

  /** How one sample becomes a minibatch, in a sentence. */
  public String scaling() {
    return String.format(
        Locale.ROOT,
        "Scaled: each layer and phase is run once, with the samples of a micro-batch (training) or one sample, and multiplied to %d samples; the update is run whole; the frozen stage counts for the %d new "
            + "samples. Layers of the same kernel and geometry are run once.",
        report.minibatch(), report.newSamples());
  }

  /** One row for each learner on {@code target}. */
  public Table points(TargetFigures target) {
    List<String> head =
        List.of("split", "bits", "slots", "replay MB", "RAM MB", "fits", "Mcycles", "training MAC/cycle", "time", "energy", "battery life", "front");
    List<List<String>> rows = new ArrayList<>();
    for (Point p : report.points()) {
      if (p.target().equals(target.target())) {
        StageFigures s = stage(p);
        rows.add(
            List.of(
                p.split(), Integer.toString(p.bits()), Integer.toString(p.slots()), decimal(p.replayBytes() / 1e6), decimal(p.ramBytes() / 1e6), p.fits() ? "yes" : "no",
                decimal(s.minibatchCycles() / 1e6), decimal(s.trainingMacPerCycle()), Quantity.seconds(s.seconds()), joules(s.joules()), hours(s), p.front() ? "*" : ""));
      }
    }
    return new Table(
        String.format(Locale.ROOT, "%s: a minibatch of %d (%d new, %d replayed), cycles %s", target.title(), report.minibatch(), report.newSamples(), report.replayedSamples(), target.cyclesAre()),
        head, rows);
  }

  /** Where the cycles of one sample go on {@code target}. */
  public Table phases(TargetFigures target) {
    List<StageFigures> stages = report.stages().stream().filter(s -> s.target().equals(target.target())).toList();
    List<String> phases = stages.stream().flatMap(s -> s.phaseCycles().keySet().stream()).distinct().toList();
    List<String> head = new ArrayList<>(List.of("split", "behind", "latent", "bits", "micro-batch", "trained weights", "training GMAC", "frozen forward", "frozen MAC/cycle"));
    head.addAll(phases);
    List<List<String>> rows = new ArrayList<>();
    for (StageFigures s : stages) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  s.split(), s.node(), Integer.toString(s.latentElements()), Integer.toString(s.bits()), Integer.toString(s.microBatch()), Long.toString(s.trainedWeights()), decimal(s.trainingMacs() / 1e9),
                  kilocycles(s.frozenCycles()), decimal(s.frozenMacPerCycle())));
      phases.forEach(phase -> row.add(s.phaseCycles().containsKey(phase) ? kilocycles(s.phaseCycles().get(phase)) : NONE));
      rows.add(row);
    }
    return new Table(target.title() + ": kilocycles of one sample by phase (update: of the minibatch), " + target.cyclesAre(), head, rows);
  }

  /** The second target against the first. */
  public Table ratios() {
    TargetFigures first = report.targets().get(0);
    TargetFigures second = report.targets().get(1);
    List<List<String>> rows =
        report.ratios().stream()
            .map(r -> List.of(r.split(), Integer.toString(r.bits()), decimal(r.cycles()), decimal(r.seconds()), r.joules() == null ? NONE : decimal(r.joules())))
            .toList();
    return new Table(
        second.title() + " over " + first.title() + ": cycles " + second.cyclesAre() + " over " + first.cyclesAre(), List.of("split", "bits", "cycles", "time", "energy"), rows);
  }

  /** Published figures beside ours. */
  public Table published() {
    return new Table(
        "Published figures beside these", List.of("figure", "published", "here", "why they differ"),
        report.published().stream().map(p -> List.of(p.what(), p.published(), p.ours(), p.why())).toList());
  }

  /** RAM by purpose, by split, bits and slots. */
  public Table memory(TargetFigures target) {
    List<Point> points = report.points().stream().filter(p -> p.target().equals(target.target())).toList();
    List<String> head = new ArrayList<>(List.of("split", "bits", "slots"));
    List<Purpose> purposes = List.copyOf(points.get(0).ram().keySet());
    purposes.forEach(purpose -> head.add(purpose.label()));
    head.addAll(List.of("RAM", "constants"));
    List<List<String>> rows = new ArrayList<>();
    for (Point p : points) {
      List<String> row = new ArrayList<>(List.of(p.split(), Integer.toString(p.bits()), Integer.toString(p.slots())));
      purposes.forEach(purpose -> row.add(decimal(p.ram().getOrDefault(purpose, 0L) / 1e6)));
      row.addAll(List.of(decimal(p.ramBytes() / 1e6), decimal(p.constantBytes() / 1e6)));
      rows.add(row);
    }
    return new Table(target.title() + ": memory in MB (1e6 bytes) by purpose", head, rows);
  }

  /** What was run. */
  public Table layers(TargetFigures target) {
    List<List<String>> rows =
        report.layers().stream()
            .filter(l -> l.target().equals(target.target()))
            .map(
                l ->
                    List.of(
                        l.phase(), l.node(), l.kernel(), Long.toString(l.macs()), Integer.toString(l.samples()), Long.toString(l.cycles()),
                        l.macs() == 0 ? NONE : decimal((double) l.macs() * l.samples() / l.cycles()), Integer.toString(l.uses())))
            .toList();
    return new Table(
        target.title() + ": kernel calls that were run, cycles " + target.cyclesAre(), List.of("phase", "node", "kernel", "MAC of a sample", "samples", "cycles", "MAC/cycle", "stands for calls"),
        rows);
  }

  private StageFigures stage(Point p) {
    return report.stages().stream().filter(s -> s.target().equals(p.target()) && s.split().equals(p.split()) && s.bits() == p.bits()).findFirst().orElseThrow();
  }

  private static String joules(Double joules) {
    return joules == null ? NONE : Quantity.joules(joules);
  }

  private static String hours(StageFigures s) {
    return s.joules() == null ? NONE : s.lifetimeHours() == null ? "too slow" : Quantity.hours(s.lifetimeHours());
  }

  private static String kilocycles(double cycles) {
    return String.format(Locale.ROOT, "%.1f", cycles / 1e3);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String number(double x) {
    return new BigDecimal(String.format(Locale.ROOT, "%.4f", x)).stripTrailingZeros().toPlainString();
  }
}
