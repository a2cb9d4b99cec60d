package dev.reprise.host.explore;

import dev.reprise.compiler.DesignPoint;
import dev.reprise.compiler.DesignSpace;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.PowerLoader;
import dev.reprise.compiler.target.PowerModel;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.host.calls.CallMeter;
import dev.reprise.host.calls.MeteredCall;
import dev.reprise.host.explore.ExploreReport.LayerFigures;
import dev.reprise.host.explore.ExploreReport.Point;
import dev.reprise.host.explore.ExploreReport.Published;
import dev.reprise.host.explore.ExploreReport.Ratio;
import dev.reprise.host.explore.ExploreReport.StageFigures;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import dev.reprise.host.explore.ExploreRequest.ExploredSplit;
import dev.reprise.host.explore.ExploreRequest.ExploredTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans every learner of a design space, runs each of its kernel calls, equal ones once, and puts the figures together. */
public final class Exploration {
  private static final String PLANNING = "planning learners";
  private static final String RUNNING = "running kernel calls";

  private final Path home;
  private final ExploreRequest request;
  private final DesignSpace space;

  /** Is told how far the work is. */
  public interface Progress {
    void progress(String name, long done, long all);
  }

  /** The learners of one target, split and width, that differ by their slots alone. */
  private record Learners(ExploredTarget target, CallMeter meter, ExploredSplit split, int bits, List<DesignPoint> points) {
    DesignPoint any() {
      return points.get(0);
    }

    List<MeteredCall> latent() {
      return metered(any().latentCalls(), 1, any().far());
    }

    List<MeteredCall> unpack() {
      return metered(List.of(any().unpackCall()), 1, FarBuffers.NONE);
    }

    List<MeteredCall> training() {
      return metered(any().trainingCalls(), any().model().microBatch(), any().far());
    }

    List<MeteredCall> update() {
      return metered(any().updateCalls(), 1, any().far());
    }

    List<MeteredCall> all() {
      List<MeteredCall> all = new ArrayList<>(latent());
      all.addAll(unpack());
      all.addAll(training());
      all.addAll(update());
      return all;
    }

    private List<MeteredCall> metered(List<Call> calls, int samples, FarBuffers far) {
      return calls.stream().map(c -> new MeteredCall(any().schedule(), c, samples, far)).toList();
    }
  }

  /** @param home the repository */
  public Exploration(Path home, ExploreRequest request) {
    this.home = home;
    this.request = request;
    this.space = new DesignSpace("explored", request.front());
  }

  /**
   * Does all of it.
   *
   * @throws dev.reprise.compiler.diag.RepriseException RP112x for a split that is none, RP1902 for a target without a simulator that gives cycles
   */
  public ExploreReport run(Progress progress) {
    List<TargetFigures> targets = new ArrayList<>();
    List<StageFigures> stages = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    List<LayerFigures> layers = new ArrayList<>();
    CallCosts costs = new CallCosts();
    Map<ExploredTarget, List<Learners>> learners = new LinkedHashMap<>();
    Map<ExploredTarget, Map<String, Long>> cycles = new LinkedHashMap<>();
    for (ExploredTarget target : request.targets()) {
      CallMeter meter = CallMeter.of(home, target.target());
      List<Learners> all = learners(target, meter, progress);
      learners.put(target, all);
      cycles.put(target, costs.add(meter, all.stream().flatMap(l -> l.all().stream()).toList()));
    }
    costs.run((done, all) -> progress.progress(RUNNING, done, all));
    for (ExploredTarget target : request.targets()) {
      Optional<PowerModel> power = PowerLoader.of(target.target());
      targets.add(figures(target, learners.get(target).get(0).meter, power.orElse(null)));
      List<Point> own = new ArrayList<>();
      for (Learners l : learners.get(target)) {
        StageFigures stage = stage(l, cycles.get(target), power.orElse(null));
        stages.add(stage);
        l.points.forEach(p -> own.add(point(l, p, stage)));
      }
      points.addAll(Front.mark(own, stages));
      layers.addAll(layers(target, learners.get(target), cycles.get(target)));
    }
    ExploreReport report = report(targets, stages, points, layers, List.of());
    return request.study() == null ? report : report(targets, stages, points, layers, request.study().beside(report));
  }

  private ExploreReport report(
      List<TargetFigures> targets, List<StageFigures> stages, List<Point> points, List<LayerFigures> layers, List<Published> published) {
    return new ExploreReport(
        request.model(), fresh(), request.settings().training().replayPerMinibatch(), request.intervalSeconds(), request.battery(), targets, stages, points, ratios(stages), published,
        layers);
  }

  private List<Learners> learners(ExploredTarget target, CallMeter meter, Progress progress) {
    List<Learners> all = new ArrayList<>();
    for (ExploredSplit split : request.splits()) {
      LearnerSettings settings = request.settings().withSplit(split.name()).withLatentBits(request.bits().get(0)).withSlots(request.slots().get(0));
      int samples = target.microBatch() == ExploredTarget.BEST ? space.microBatch(settings, target.target()) : target.microBatch();
      for (int bits : request.bits()) {
        LearnerSettings sized = settings.withMicroBatch(samples).withLatentBits(bits);
        all.add(new Learners(target, meter, split, bits, request.slots().stream().map(m -> space.point(sized.withSlots(m), target.target())).toList()));
        progress.progress(PLANNING, all.size(), request.splits().size() * request.bits().size());
      }
    }
    return all;
  }

  private int fresh() {
    return request.settings().training().newPerMinibatch();
  }

  private int minibatch() {
    return fresh() + request.settings().training().replayPerMinibatch();
  }

  private StageFigures stage(Learners l, Map<String, Long> cycles, PowerModel power) {
    Map<String, Double> phases = new LinkedHashMap<>();
    l.unpack().forEach(c -> add(phases, c, cycles));
    l.training().forEach(c -> add(phases, c, cycles));
    double samples = minibatch() * phases.values().stream().mapToDouble(Double::doubleValue).sum();
    l.update().forEach(c -> add(phases, c, cycles));
    double update = l.update().stream().mapToDouble(c -> cycles.get(c.work())).sum();
    double frozen = l.latent().stream().mapToDouble(c -> cycles.get(c.work())).sum();
    long frozenMacs = l.latent().stream().mapToLong(c -> c.call().macs()).sum();
    long trainingMacs = minibatch() * l.training().stream().mapToLong(c -> c.call().macs()).sum();
    double all = fresh() * frozen + samples + update;
    Energy energy = Energy.of(all, l.target.target(), power, request);
    DesignPoint p = l.any();
    return new StageFigures(
        l.target.target().name(), l.split.label(), p.split().node(), p.model().latentElements(), l.bits, p.model().microBatch(), p.trainedWeights(), frozenMacs, frozen, trainingMacs, phases, samples + update,
        fresh() * frozen, all, trainingMacs / (samples + update), frozenMacs / frozen, energy.seconds(), energy.joules(), energy.lifetimeHours());
  }

  /** Of one sample. */
  private static void add(Map<String, Double> phases, MeteredCall c, Map<String, Long> cycles) {
    phases.merge(c.call().phase().title(), (double) cycles.get(c.work()) / c.samples(), Double::sum);
  }

  private static Point point(Learners l, DesignPoint p, StageFigures stage) {
    return new Point(
        stage.target(), stage.split(), stage.bits(), p.model().slots(), p.replayBytes(), p.ramBytes(), p.ramByPurpose(), p.constantBytes(), p.fits(), stage.seconds(), false);
  }

  private static List<LayerFigures> layers(ExploredTarget target, List<Learners> learners, Map<String, Long> cycles) {
    Map<String, MeteredCall> first = new LinkedHashMap<>();
    Map<String, Integer> uses = new LinkedHashMap<>();
    for (Learners l : learners) {
      for (MeteredCall c : l.all()) {
        first.putIfAbsent(c.work(), c);
        uses.merge(c.work(), 1, Integer::sum);
      }
    }
    return first.entrySet().stream()
        .map(e -> {
          Call c = e.getValue().call();
          int samples = e.getValue().samples();
          return new LayerFigures(target.target().name(), c.phase().title(), c.node(), c.kernel(), c.macs(), samples, cycles.get(e.getKey()), uses.get(e.getKey()));
        })
        .toList();
  }

  private TargetFigures figures(ExploredTarget t, CallMeter meter, PowerModel power) {
    PowerModel.Still idle = power == null ? null : Energy.idle(power);
    return new TargetFigures(
        t.target().name(), t.title(), t.target().core(), t.target().clockHz(), meter.cyclesAre(), meter.method(), power == null ? null : power.supplyVolts(),
        power == null ? null : power.runMilliamps(t.target().clockHz()), power == null ? null : power.runSource(), power == null ? null : idle == power.stop() ? "stop" : "sleep",
        power == null ? null : idle.milliamps(), power == null ? null : idle.source());
  }

  private List<Ratio> ratios(List<StageFigures> stages) {
    List<Ratio> ratios = new ArrayList<>();
    if (request.targets().size() < 2) {
      return ratios;
    }
    int half = stages.size() / request.targets().size();
    for (int i = 0; i < half; i++) {
      StageFigures a = stages.get(i);
      StageFigures b = stages.get(half + i);
      Double joules = a.joules() == null || b.joules() == null ? null : b.joules() / a.joules();
      ratios.add(new Ratio(a.split(), a.bits(), b.minibatchCycles() / a.minibatchCycles(), b.seconds() / a.seconds(), joules));
    }
    return ratios;
  }
}
