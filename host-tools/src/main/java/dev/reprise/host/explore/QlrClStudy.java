package dev.reprise.host.explore;

import dev.reprise.host.explore.ExploreReport.Point;
import dev.reprise.host.explore.ExploreReport.Published;
import dev.reprise.host.explore.ExploreReport.Ratio;
import dev.reprise.host.explore.ExploreReport.StageFigures;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Quantized latent replay on VEGA and an STM32L4: Ravaglia et al., "A TinyML Platform for On-Device Continual Learning with Quantized Latent Replays", arXiv 2110.10486. */
final class QlrClStudy implements PublishedStudy {
  private static final double TIMES_FASTER = 65;
  private static final double TIMES_LESS_ENERGY = 37;
  private static final double LIFETIME_HOURS = 535;
  private static final double MEGABYTES = 64;
  /** Average of training on VEGA, from literature on it. */
  private static final double MAC_PER_CYCLE = 1.7;

  private ExploreReport report;
  private TargetFigures vega;
  private TargetFigures stm32;

  @Override
  public List<Published> beside(ExploreReport all) {
    report = all;
    vega = all.targets().get(0);
    stm32 = all.targets().get(1);
    List<Published> rows = new ArrayList<>();
    rows.add(time());
    rows.add(energy());
    rows.add(lifetime());
    rows.add(memory());
    rows.add(macPerCycle());
    return rows;
  }

  private Published time() {
    double clocks = (double) vega.clockHz() / stm32.clockHz();
    double theirs = TIMES_FASTER / clocks / MAC_PER_CYCLE;
    String why =
        "the clocks make %.1fx of it. With the %.1f MAC/cycle that others report for VEGA, 65x means %.1f cycles/MAC of training on the STM32 (inferred); the kernels here take %s there, in memory without wait "
            + "states, and %s MAC/cycle on VEGA. New samples count here with one pass of the frozen stage each: %s %% of VEGA's cycles, at "
            + "%s MAC/cycle, and %s %% of the STM32's, at %s.";
    String perMac = range(own(stm32), s -> 1 / s.trainingMacPerCycle(), "%.1f");
    return new Published(
        "VEGA faster than STM32L4, mean of the points", "65x", times(Ratio::seconds), format(why, clocks, MAC_PER_CYCLE, theirs, perMac, range(own(vega), StageFigures::trainingMacPerCycle, "%.2f"),
            frozenShare(vega), range(own(vega), StageFigures::frozenMacPerCycle, "%.2f"), frozenShare(stm32), range(own(stm32), StageFigures::frozenMacPerCycle, "%.2f")));
  }

  private String frozenShare(TargetFigures target) {
    return range(own(target), s -> 100 * s.newSampleCycles() / s.minibatchCycles(), "%.0f");
  }

  private Published energy() {
    double vegaWatts = vega.supplyVolts() * vega.runMilliamps();
    String why =
        "as for time; besides, 37 of 65 means that the STM32 drew %.0f mW beside VEGA's %.0f (inferred), while the power model here, of the chip alone, has %.0f mW. The memory outside draws nothing here on "
            + "either side.";
    return new Published(
        "VEGA's energy below STM32L4's, mean of the points", "37x less", times(Ratio::joules) + " less",
        format(why, TIMES_LESS_ENERGY / TIMES_FASTER * vegaWatts, vegaWatts, stm32.supplyVolts() * stm32.runMilliamps()));
  }

  private Published lifetime() {
    double joules = report.battery().joules() * report.intervalSeconds() / 3600 / LIFETIME_HOURS;
    StageFigures nearest = own(vega).stream().min(Comparator.comparingDouble(s -> Math.abs(Math.log(s.joules() / joules)))).orElseThrow();
    String why =
        "535 h of this battery are %.2f J a minibatch; which point it was is not said here. Nearest of ours: LR %s at %d bits, %.2f J. Lifetimes here grow with faster kernels, and the idle chip draws %s mA.";
    return new Published(
        "battery life on VEGA, a minibatch a minute", "535 h", lifetimes(vega) + "; STM32L4: " + lifetimes(stm32),
        format(why, joules, nearest.split(), nearest.bits(), nearest.joules(), vega.idleMilliamps()));
  }

  private Published memory() {
    List<Point> points = report.points().stream().filter(p -> p.target().equals(vega.target())).toList();
    long below = points.stream().filter(p -> p.ramBytes() < MEGABYTES * 1e6).count();
    Point most = points.stream().max(Comparator.comparingLong(Point::ramBytes)).orElseThrow();
    String why =
        "the most, LR %s with %d slots at %d bits, has %.1f MB of slots alone: the published limit is for points chosen there. Here weights, gradients, momentum and all latents of an event are counted; "
            + "activations are those of a micro-batch (%s samples), whose gradients are summed with the same result as a whole minibatch's.";
    return new Published(
        "memory", "< 64 MB", format("%d of %d points below 64 MB; %.1f MB at most", below, points.size(), most.ramBytes() / 1e6),
        format(why, most.split(), most.slots(), most.bits(), most.replayBytes() / 1e6, range(own(vega), StageFigures::microBatch, "%.0f")));
  }

  private Published macPerCycle() {
    return new Published(
        "training on VEGA, MAC/cycle", format("%.1f", MAC_PER_CYCLE), range(own(vega), StageFigures::trainingMacPerCycle, "%.2f"),
        "other kernels and another tiling; four shared FPUs allow 4 at most. Padding counts as products, on both targets.");
  }

  private List<StageFigures> own(TargetFigures target) {
    return report.stages().stream().filter(s -> s.target().equals(target.target())).toList();
  }

  private String times(ToDoubleFunction<Ratio> of) {
    double mean = report.ratios().stream().mapToDouble(of).average().orElseThrow();
    double least = report.ratios().stream().mapToDouble(of).min().orElseThrow();
    double most = report.ratios().stream().mapToDouble(of).max().orElseThrow();
    return format("%.0fx (%.0f to %.0f)", mean, least, most);
  }

  private String lifetimes(TargetFigures target) {
    List<StageFigures> possible = own(target).stream().filter(s -> s.lifetimeHours() != null).toList();
    return possible.isEmpty() ? "no point is done in a minute" : range(possible, StageFigures::lifetimeHours, "%.0f") + " h";
  }

  private static String range(List<StageFigures> stages, ToDoubleFunction<StageFigures> of, String form) {
    double least = stages.stream().mapToDouble(of).min().orElseThrow();
    double most = stages.stream().mapToDouble(of).max().orElseThrow();
    String low = format(form, least);
    String high = format(form, most);
    return low.equals(high) ? low : low + " to " + high;
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
