package dev.reprise.host.measure;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.target.PowerLoader;
import dev.reprise.compiler.target.PowerModel;
import dev.reprise.compiler.target.Target;
import java.util.ArrayList;
import java.util.List;

/** From cycles to time, energy and battery life, and their budgets. */
public final class EnergyMeasurement {
  private EnergyMeasurement() {}

  /** @throws RepriseException RP2110 for a target without power model */
  public static EnergyReport of(RunCycles taken, LearnerModel model, Target target, EnergyUse use) {
    PowerModel power = PowerLoader.of(target).orElseThrow(() -> RepriseException.of(MeasureError.NO_POWER_MODEL, target.name()));
    return EnergyReport.of(target.name(), taken.are(), WorkCycles.of(taken.rows(), model, use.eventSamples()), power, use);
  }

  /**
   * What is over its limit; empty: all is well.
   *
   * @param energy most joules of an event; null = no limit
   * @param lifetime least hours of the battery; null = no limit
   */
  public static List<Diagnostic> check(EnergyReport report, Double energy, Double lifetime) {
    List<Diagnostic> over = new ArrayList<>();
    if (energy != null && report.eventJoules() > energy) {
      over.add(Diagnostic.of(MeasureError.OVER_ENERGY, report.target(), Quantity.joules(report.eventJoules()), Quantity.joules(energy)));
    }
    if (lifetime != null && report.lifetimeHours() < lifetime) {
      over.add(Diagnostic.of(MeasureError.SHORT_LIFETIME, report.target(), Quantity.hours(report.lifetimeHours()), Quantity.hours(lifetime)));
    }
    return over;
  }
}
