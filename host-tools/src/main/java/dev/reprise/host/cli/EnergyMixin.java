package dev.reprise.host.cli;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.measure.EnergyMeasurement;
import dev.reprise.host.measure.EnergyReport;
import dev.reprise.host.measure.EnergyUse;
import dev.reprise.host.measure.Latency;
import dev.reprise.host.measure.Quantity;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a learner is used, what feeds it and what it may take. */
final class EnergyMixin extends BatteryMixin {
  private static final int USUAL_EVENT = 100;

  enum Idle {
    SLEEP,
    STOP
  }

  @Option(names = "--energy", description = "Time, energy and battery life from the cycles (docs/energy.md); implied by the budgets of energy and lifetime.")
  private boolean energy;

  @Option(names = "--event-samples", paramLabel = "N", description = "New samples of an event (default: 100, or as many as the learner takes).")
  private Integer eventSamples;

  @Option(names = "--events-per-hour", paramLabel = "N", defaultValue = "1", description = "Learning events in an hour (default: ${DEFAULT-VALUE}).")
  private double events;

  @Option(names = "--inferences-per-hour", paramLabel = "N", defaultValue = "0", description = "Inferences besides those (default: ${DEFAULT-VALUE}).")
  private double inferences;

  @Option(
      names = "--idle",
      defaultValue = "sleep",
      description = "Between two pieces of work: sleep as the ready-made firmware does, or stop, with firmware of your own (default: ${DEFAULT-VALUE}).")
  private Idle idle;

  @Option(names = "--clock", paramLabel = "HZ", description = "Clock of the core while it works (default: the target's).")
  private Long clock;

  @Option(names = "--budget-latency", paramLabel = "TIME", description = "Most time of an inference, for example 20ms.")
  private String latency;

  @Option(names = "--budget-energy", paramLabel = "ENERGY", description = "Most energy of an event, for example 2J.")
  private String joules;

  @Option(names = "--budget-lifetime", paramLabel = "TIME", description = "Least life of the battery, for example 500h or 30d.")
  private String lifetime;

  boolean wanted() {
    return energy || joules != null || lifetime != null;
  }

  boolean hasLatencyBudget() {
    return latency != null;
  }

  long clockHz(CommandLine line, Target target) {
    Usage.require(line, clock == null || clock > 0, "--clock must be above 0");
    Usage.require(line, clock != null || target.clockHz() > 0, target.name() + " has no clock of its own: give --clock");
    return clock == null ? target.clockHz() : clock;
  }

  /** @throws picocli.CommandLine.ParameterException for a use that is none */
  EnergyUse use(CommandLine line, LearnerModel model, Target target) {
    int samples = eventSamples == null ? Math.min(USUAL_EVENT, model.eventMax()) : eventSamples;
    Usage.require(line, samples >= 1 && samples <= model.eventMax(), "--event-samples must be 1 to " + model.eventMax() + ", not " + samples);
    Usage.require(line, events >= 0 && inferences >= 0, "--events-per-hour and --inferences-per-hour must not be negative");
    return new EnergyUse(samples, events, inferences, battery(line), idle == Idle.STOP, clockHz(line, target));
  }

  List<Diagnostic> check(EnergyReport report) {
    return EnergyMeasurement.check(
        report, joules == null ? null : Quantity.parseJoules(joules), lifetime == null ? null : Quantity.parseHours(lifetime));
  }

  List<Diagnostic> check(Latency taken) {
    return taken.check(Quantity.parseSeconds(latency));
  }

  static String text(Latency l) {
    return String.format(
        Locale.ROOT, "an inference takes %d cycles, %s at %s MHz (%s)\n", Math.round(l.cycles()), Quantity.seconds(l.seconds()), plain(l.clockHz() / 1e6), l.cyclesAre());
  }

  static String text(EnergyReport r) {
    TextTable table = new TextTable("work", "cycles, " + r.cyclesAre(), "time, " + r.cyclesAre(), "energy, estimated");
    r.rows().forEach(row -> table.row(row.work(), Math.round(row.cycles()), Quantity.seconds(row.seconds()), Quantity.joules(row.joules())));
    String head = "energy on %s at %s MHz and %s V: %.1f mA running, from %s\n";
    String life = r.busyShare() > 1
        ? "that is more work than an hour holds\n"
        : String.format(
            Locale.ROOT, "average %.3f mW; a battery of %s mAh at %s V (%s) lasts %s (%.1f days), estimated\n", r.averageMilliwatts(), plain(r.use().battery().milliampHours()),
            plain(r.use().battery().volts()), Quantity.joules(r.batteryJoules()), Quantity.hours(r.lifetimeHours()), r.lifetimeHours() / 24);
    return String.format(Locale.ROOT, head, r.target(), plain(r.clockHz() / 1e6), plain(r.supplyVolts()), r.runMilliamps(), r.runSource())
        + table.render()
        + String.format(
            Locale.ROOT, "\n%s events and %s inferences an hour: busy for %.3f %% of the time, else %s at %s mA, from %s\n", plain(r.use().eventsPerHour()),
            plain(r.use().inferencesPerHour()), 100 * r.busyShare(), r.idle(), plain(r.idleMilliamps()), r.idleSource())
        + life;
  }

  private static String plain(double x) {
    return new java.math.BigDecimal(Double.toString(x)).stripTrailingZeros().toPlainString();
  }
}
