package dev.reprise.host.explore;

import dev.reprise.compiler.report.Purpose;
import dev.reprise.host.explore.ExploreReport.LayerFigures;
import dev.reprise.host.explore.ExploreReport.Point;
import dev.reprise.host.explore.ExploreReport.Published;
import dev.reprise.host.explore.ExploreReport.Ratio;
import dev.reprise.host.explore.ExploreReport.StageFigures;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import dev.reprise.host.measure.Battery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report with figures made up. */
final class SampleReport {
  private static final Battery BATTERY = new Battery(3300, 3.7);

  private SampleReport() {}

  /** Two splits on a cluster of 62 mW at 375 MHz and a core of 30.6 mW at 80 MHz that takes 20 times the cycles. */
  static ExploreReport of(List<Published> published) {
    List<TargetFigures> targets =
        List.of(
            new TargetFigures("vega", "a cluster <1>", "ri5cy", 375_000_000, "measured", "by hand", 0.8, 77.5, "a paper", "sleep", 0.0022, "a paper"),
            new TargetFigures("stm32l476-nucleo", "a core", "cortex-m4f", 80_000_000, "estimated", "by heart", 3.0, 10.2, "a sheet", "stop", 0.001, "a sheet"));
    List<StageFigures> stages = List.of(stage("vega", "19", 1e9, 300_000), stage("vega", "27", 1e7, 300), stage("stm32l476-nucleo", "19", 2e10, 300_000), stage("stm32l476-nucleo", "27", 2e8, 300));
    List<Point> points = new ArrayList<>();
    points.addAll(Front.mark(points("vega", stages), stages));
    points.addAll(Front.mark(points("stm32l476-nucleo", stages), stages));
    List<Ratio> ratios = List.of(new Ratio("19", 8, 20, 93.75, 46.3), new Ratio("27", 8, 20, 93.75, 46.3));
    List<LayerFigures> layers = List.of(new LayerFigures("vega", "adaptive forward", "conv \"a\" & b", "rp_conv_f32_fw", 1000, 1, 500, 3));
    return new ExploreReport("a model", 21, 107, 60, BATTERY, targets, stages, points, ratios, published, layers);
  }

  private static StageFigures stage(String target, String split, double cycles, long weights) {
    boolean vega = target.equals("vega");
    double seconds = cycles / (vega ? 375e6 : 80e6);
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("adaptive forward", cycles / 300);
    phases.put("update", cycles / 10);
    double joules = seconds * (vega ? 0.062 : 0.0306);
    Double hours = seconds > 60 ? null : BATTERY.hours(joules / 60);
    return new StageFigures(
        target, split, "layer" + split, 1024, 8, vega ? 2 : 1, weights, 1_000_000, cycles / 100, (long) cycles, phases, cycles * 0.8, cycles * 0.2, cycles, vega ? 2.5 : 0.125, vega ? 8 : 0.5, seconds, joules, hours);
  }

  private static List<Point> points(String target, List<StageFigures> stages) {
    List<Point> points = new ArrayList<>();
    for (StageFigures s : stages) {
      for (int slots : s.target().equals(target) ? List.of(375, 3000) : List.<Integer>of()) {
        long replay = slots * 1024L;
        Map<Purpose, Long> ram = Map.of(Purpose.REPLAY_MEMORY, replay);
        points.add(new Point(target, s.split(), 8, slots, replay, replay + s.trainedWeights() * 12, ram, 4096, slots < 3000, s.seconds(), false));
      }
    }
    return points;
  }
}
