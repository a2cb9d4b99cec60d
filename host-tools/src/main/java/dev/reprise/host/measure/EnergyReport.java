package dev.reprise.host.measure;

import dev.reprise.compiler.target.PowerModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Time, energy and battery life.
 *
 * @param cyclesAre {@code estimated}, {@code measured} on a device or {@code measured on the simulator} of a cluster; the energies are estimates in any case
 * @param idle how it waits between two pieces of work: {@code sleep} or {@code stop}
 * @param busyShare of the time in which it works; above 1 the use is more than the chip can do
 * @param lifetimeHours 0 where {@code busyShare} is above 1
 */
public record EnergyReport(
    String target,
    String cyclesAre,
    long clockHz,
    double supplyVolts,
    double runMilliamps,
    String runSource,
    String idle,
    double idleMilliamps,
    String idleSource,
    List<Row> rows,
    EnergyUse use,
    double batteryJoules,
    double busyShare,
    double averageMilliwatts,
    double lifetimeHours) {
  private static final double SECONDS_PER_HOUR = 3600;

  /** @param work for example {@code inference} */
  public record Row(String work, double cycles, double seconds, double joules) {}

  public EnergyReport {
    rows = List.copyOf(rows);
  }

  static EnergyReport of(String target, String cyclesAre, WorkCycles work, PowerModel power, EnergyUse use) {
    PowerModel.Still idle = use.stop() && power.stop() != null ? power.stop() : power.sleep();
    double runMilliamps = power.runMilliamps(use.clockHz());
    double watts = runMilliamps / 1000 * power.supplyVolts();
    double idleWatts = idle.milliamps() / 1000 * power.supplyVolts();
    List<Row> rows = new ArrayList<>();
    Row inference = row("inference", work.inference(), use, watts);
    rows.add(inference);
    rows.add(row("minibatch of " + work.minibatchSamples(), work.minibatch(), use, watts));
    Row event = row("event of " + work.eventSamples(), work.event(), use, watts);
    rows.add(event);
    double busy = (use.eventsPerHour() * event.seconds() + use.inferencesPerHour() * inference.seconds()) / SECONDS_PER_HOUR;
    double average = busy * watts + Math.max(0, 1 - busy) * idleWatts;
    return new EnergyReport(
        target, cyclesAre, use.clockHz(), power.supplyVolts(), runMilliamps, power.runSource(), idle == power.sleep() ? "sleep" : "stop", idle.milliamps(), idle.source(), rows,
        use, use.battery().joules(), busy, average * 1000, busy > 1 ? 0 : use.battery().hours(average));
  }

  private static Row row(String work, double cycles, EnergyUse use, double watts) {
    double seconds = cycles / use.clockHz();
    return new Row(work, cycles, seconds, seconds * watts);
  }

  public double eventJoules() {
    return rows.get(2).joules();
  }
}
