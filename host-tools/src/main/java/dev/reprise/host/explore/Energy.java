package dev.reprise.host.explore;

import dev.reprise.compiler.target.PowerModel;
import dev.reprise.compiler.target.Target;

/**
 * What cycles cost.
 *
 * @param joules null without power model
 * @param lifetimeHours at one such piece of work an interval, in between idle; null without power model, or where the work takes longer than the interval
 */
record Energy(double seconds, Double joules, Double lifetimeHours) {

  static Energy of(double cycles, Target target, PowerModel power, ExploreRequest request) {
    double seconds = cycles / target.clockHz();
    if (power == null) {
      return new Energy(seconds, null, null);
    }
    double joules = seconds * power.runMilliamps(target.clockHz()) / 1000 * power.supplyVolts();
    double rest = request.intervalSeconds() - seconds;
    double average = (joules + rest * idle(power).milliamps() / 1000 * power.supplyVolts()) / request.intervalSeconds();
    return new Energy(seconds, joules, rest < 0 ? null : request.battery().hours(average));
  }

  /** Between two pieces of work: clocks stopped where the target has figures for that. */
  static PowerModel.Still idle(PowerModel power) {
    return power.stop() == null ? power.sleep() : power.stop();
  }
}
