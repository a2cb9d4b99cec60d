package dev.reprise.compiler;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.MemoryPlanner;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.memory.PlannerOptions;
import dev.reprise.compiler.memory.Region;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.SplitModel;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The learners that can be made of a model, without calibration and without C: which kernels run and which memory they need depends on neither. */
public final class DesignSpace {
  /** Beyond, transfers of weights are hidden behind the arithmetic. */
  private static final int MOST_SAMPLES = 16;

  private final String name;
  private final FrontEnd front;
  private final Map<String, Stages> stages = new HashMap<>();

  private record Stages(SplitPoint point, SplitModel split, QGraph frozen) {}

  /** @param name of the learners */
  public DesignSpace(String name, FrontEnd front) {
    this.name = name;
    this.front = front;
  }

  /**
   * A learner for {@code target}, whether it fits there or not.
   *
   * @throws dev.reprise.compiler.diag.RepriseException RP112x where the split is none
   */
  public DesignPoint point(LearnerSettings settings, Target target) {
    Stages at = stages.computeIfAbsent(settings.split(), this::split);
    LearnerModel model = LearnerFactory.make(name, at.split, at.frozen, settings, settings.eventLatents());
    Schedule schedule = Schedule.of(model, Machine.of(target));
    MemoryReport memory = unlimited(model, schedule);
    long constants = constantBytes(schedule);
    return new DesignPoint(model, schedule, at.point, far(model, schedule, target), memory, constants, fits(model, schedule, memory, constants, target));
  }

  /**
   * The number of samples to a micro-batch, a power of two, with which the model of tiles expects the fewest cycles for a sample, of those whose activations the RAM of {@code target} holds; 1 without a
   * cluster, where nothing depends on it. A block of weights that has come from memory serves all samples, but their activations need room in L1.
   */
  public int microBatch(LearnerSettings settings, Target target) {
    if (target.cluster() == null) {
      return 1;
    }
    long room = LearnerPlanner.regions(target).stream().filter(r -> !r.name().equals(Cluster.L3)).mapToLong(Region::capacity).sum() - target.cluster().l1Free();
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int samples = 1; samples <= MOST_SAMPLES; samples *= 2) {
      DesignPoint p = point(settings.withMicroBatch(samples), target);
      if (samples > 1 && p.ramByPurpose().get(Purpose.ARENA) > room) {
        break;
      }
      TiledCalls tiles = TiledCalls.of(p.trainingCalls(), samples, target, p.far());
      double cycles = tiles.plans().values().stream().mapToLong(t -> t.estimate().cycles()).sum() / (double) samples;
      if (cycles < least) {
        least = cycles;
        best = samples;
      }
    }
    return best;
  }

  private Stages split(String where) {
    SplitPoint point = Splits.find(front.canonical(), front.original(), where);
    SplitModel split = Split.at(front.canonical(), point);
    return new Stages(point, split, KernelChoice.anyRanges(split));
  }

  private static MemoryReport unlimited(LearnerModel model, Schedule schedule) {
    List<Region> regions = List.of(new Region(LearnerPlanner.UNLIMITED, Region.NO_LIMIT));
    PlanResult result = MemoryPlanner.attempt(LearnerPlanner.items(model, schedule, regions, false), regions, PlannerOptions.defaults());
    MemoryPlan plan = result instanceof PlanResult.Fits fits ? fits.plan() : ((PlanResult.DoesNotFit) result).attempt();
    Map<String, Purpose> purposes = LearnerPlanner.purposes(model, schedule);
    return MemoryReport.of(plan, regions, i -> purposes.get(i.name()));
  }

  /** What a plan puts in L3 where that is as large as it takes. */
  private static FarBuffers far(LearnerModel model, Schedule schedule, Target target) {
    if (target.cluster() == null || target.cluster().l3() == 0) {
      return FarBuffers.NONE;
    }
    Target roomy = target.with(target.memories(), target.cluster().withL3(Region.NO_LIMIT));
    PlanResult result = LearnerPlanner.plan(model, schedule, roomy);
    return FarWeights.of(schedule, result instanceof PlanResult.Fits fits ? fits.plan() : ((PlanResult.DoesNotFit) result).attempt(), FarConstants.NONE, roomy);
  }

  private static boolean fits(LearnerModel model, Schedule schedule, MemoryReport memory, long constants, Target target) {
    if (target.isHost()) {
      return true;
    }
    long room = LearnerPlanner.regions(target).stream().mapToLong(Region::capacity).sum();
    long flash = target.memories().stream().filter(m -> m.kind() == MemoryRegion.Kind.FLASH).mapToLong(MemoryRegion::size).sum();
    boolean possible = memory.peak().get(LearnerPlanner.UNLIMITED) <= room && constants <= flash;
    return possible && LearnerPlanner.plan(model, schedule, target) instanceof PlanResult.Fits;
  }

  private static long constantBytes(Schedule schedule) {
    long frozen = schedule.frozen().constants().keySet().stream().mapToLong(b -> b.bytes(1)).sum();
    return frozen + schedule.adaptive().constants().keySet().stream().mapToLong((Buffer b) -> b.bytes(1)).sum();
  }
}
