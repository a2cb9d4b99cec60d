package dev.reprise.compiler;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.MemoryPlanner;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.memory.PlannerOptions;
import dev.reprise.compiler.memory.Region;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.SplitModel;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The learners that can be made of a model, without calibration and without C: which kernels run and which memory they need depends on neither. */
public final class DesignSpace {
  private final String name;
  private final FrontEnd front;
  private final Map<String, Stages> stages = new HashMap<>();
  private final Map<String, FarConstants> constants = new HashMap<>();

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
    FarConstants constants = constants(settings, model, schedule, target);
    return new DesignPoint(
        model, schedule, at.point, far(model, schedule, constants, target), memory, FarConstants.allBytes(schedule), constants.bytes(), fits(model, schedule, memory, constants, target));
  }

  /** Which constants the flash leaves to L3, as {@code compile} chooses them, but for the activations that it lets live in L1. */
  private FarConstants constants(LearnerSettings settings, LearnerModel model, Schedule schedule, Target target) {
    // neither slots nor bits matter
    return constants.computeIfAbsent(settings.split() + " " + settings.microBatch() + " " + settings.momentum() + " " + target.name(), k -> {
      FarConstants chosen = FarConstants.of(schedule, target, 0);
      if (chosen.buffers().isEmpty()) {
        return chosen;
      }
      long tables = TiledCalls.of(schedule.calls(), model.microBatch(), target, far(model, schedule, chosen, target)).tableBytes();
      return chosen.leaveRoom(target, tables) ? chosen : FarConstants.of(schedule, target, FarConstants.withSlack(tables));
    });
  }

  /**
   * The number of samples to a micro-batch, a power of two, with which the model of tiles expects the fewest cycles for a sample, of those whose activations the RAM of {@code target} holds; 1 without a
   * cluster, where nothing depends on it.
   */
  public int microBatch(LearnerSettings settings, Target target) {
    if (target.cluster() == null) {
      return 1;
    }
    long room = LearnerPlanner.regions(target).stream().filter(r -> !r.name().equals(Cluster.L3)).mapToLong(Region::capacity).sum() - target.cluster().l1Free();
    return MicroBatch.cheapest(samples -> {
      DesignPoint p = point(settings.withMicroBatch(samples), target);
      boolean possible = samples == 1 || p.ramByPurpose().get(Purpose.ARENA) <= room;
      return possible ? OptionalDouble.of(MicroBatch.modelled(p.trainingCalls(), samples, target, p.far())) : OptionalDouble.empty();
    });
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

  /** What a plan puts in L3 where that is as large as it takes, and constants. */
  private static FarBuffers far(LearnerModel model, Schedule schedule, FarConstants constants, Target target) {
    if (target.cluster() == null || target.cluster().l3() == 0) {
      return FarBuffers.NONE;
    }
    Target roomy = target.with(target.memories(), target.cluster().withL3(Region.NO_LIMIT));
    PlanResult result = LearnerPlanner.plan(model, schedule, roomy, constants, Set.of());
    return FarWeights.of(schedule, result instanceof PlanResult.Fits fits ? fits.plan() : ((PlanResult.DoesNotFit) result).attempt(), constants, roomy);
  }

  private static boolean fits(LearnerModel model, Schedule schedule, MemoryReport memory, FarConstants constants, Target target) {
    if (target.isHost()) {
      return true;
    }
    long room = LearnerPlanner.regions(target).stream().mapToLong(Region::capacity).sum();
    boolean possible = memory.peak().get(LearnerPlanner.UNLIMITED) + constants.bytes() <= room && constants.fit(target);
    return possible && LearnerPlanner.plan(model, schedule, target, constants, Set.of()) instanceof PlanResult.Fits;
  }
}
