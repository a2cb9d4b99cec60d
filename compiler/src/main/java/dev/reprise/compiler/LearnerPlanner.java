package dev.reprise.compiler;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.MemoryPlanner;
import dev.reprise.compiler.memory.PlanItem;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.memory.PlannerOptions;
import dev.reprise.compiler.memory.Region;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.schedule.LearnerArray;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.schedule.Storage;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists all memory of a learner for the planner: arena storages by lifetime, and what lives for ever. What does not fit in the memories of the cores goes to L3, where the target has one,
 * as far as it is only copied: the
 * replay memory and the latents of an event, then weights, gradients and momentum that calls in tiles can stream. Constants that the flash does not hold lie there already ({@link FarConstants}).
 */
public final class LearnerPlanner {
  /** The region of a target without memory limits. */
  public static final String UNLIMITED = "ram";

  /** The region of what lives in the scratchpad of a cluster. */
  static final String L1 = "l1";

  /** Enough for 64-bit loads. */
  private static final int ALIGN = 8;

  private LearnerPlanner() {}

  /** Plans, with all constants in the flash. */
  public static PlanResult plan(LearnerModel model, Schedule schedule, Target target) {
    return plan(model, schedule, target, FarConstants.NONE, Set.of());
  }

  /**
   * Plans.
   *
   * @param constants in L3
   * @param inL1 storages that lie in the scratchpad of the target's cluster; only then it is a region of the plan
   */
  static PlanResult plan(LearnerModel model, Schedule schedule, Target target, FarConstants constants, Set<Storage> inL1) {
    List<Region> regions = new ArrayList<>(without(constants.bytes(), regions(target)));
    if (!inL1.isEmpty()) {
      regions.add(new Region(L1, target.cluster().l1Free()));
    }
    if (constants.buffers().isEmpty()) {
      PlanResult result = attempt(items(model, schedule, regions, false, inL1), regions);
      if (result instanceof PlanResult.Fits || target.cluster() == null || target.cluster().l3() == 0) {
        return result;
      }
    }
    List<PlanItem> items = items(model, schedule, regions, true, inL1);
    PlanResult result = attempt(withConstants(items, constants, schedule, regions, target), regions);
    List<Buffer> weights = FarWeights.candidates(schedule);
    if (result instanceof PlanResult.Fits || weights.isEmpty()) {
      return result;
    }
    return fewest(weights, most -> attempt(withConstants(withFarWeights(items, most, regions), constants, schedule, regions, target, true), without(FarWeights.initialBytes(most, constants), regions)));
  }

  /** The result with as few of {@code weights} in L3, the first ones, as make it fit; with all of them where none does. */
  private static PlanResult fewest(List<Buffer> weights, Function<List<Buffer>, PlanResult> plan) {
    PlanResult best = plan.apply(weights);
    int least = 1;
    int most = weights.size();
    while (best instanceof PlanResult.Fits && least < most) {
      int middle = (least + most) / 2;
      PlanResult fewer = plan.apply(weights.subList(0, middle));
      if (fewer instanceof PlanResult.Fits) {
        best = fewer;
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    return best;
  }

  private static List<PlanItem> withConstants(List<PlanItem> items, FarConstants constants, Schedule schedule, List<Region> regions, Target target) {
    return withConstants(items, constants, schedule, regions, target, !constants.frozen().isEmpty());
  }

  /** With memory for constants that are fetched from L3, each while its call runs, and perhaps the stage. */
  private static List<PlanItem> withConstants(List<PlanItem> items, FarConstants constants, Schedule schedule, List<Region> regions, Target target, boolean stage) {
    List<String> names = inL2(regions);
    List<PlanItem> more = new ArrayList<>(items);
    List<Call> calls = schedule.frozen().calls();
    constants.fetched().keySet().stream().sorted(Comparator.comparing(Buffer::name)).forEach(b -> {
      int step = 1 + calls.indexOf(constants.fetched().get(b));
      add(more, b.name(), schedule.frozen().bytes(b), step, step, names);
    });
    if (stage) {
      add(more, FarWeights.STAGE, FarWeights.stageBytes(target), 0, schedule.steps() - 1, names);
    }
    return more;
  }

  private static PlanResult attempt(List<PlanItem> items, List<Region> regions) {
    return MemoryPlanner.attempt(items, regions, PlannerOptions.defaults());
  }

  private static List<PlanItem> withFarWeights(List<PlanItem> items, List<Buffer> weights, List<Region> regions) {
    Set<String> names = weights.stream().map(Buffer::name).collect(Collectors.toSet());
    List<String> all = regions.stream().map(Region::name).filter(n -> !n.equals(L1)).toList();
    List<PlanItem> more = new ArrayList<>();
    for (PlanItem i : items) {
      more.add(names.contains(i.name()) ? new PlanItem(i.name(), i.bytes(), i.align(), i.first(), i.last(), all) : i);
    }
    return more;
  }

  private static List<String> inL2(List<Region> regions) {
    return regions.stream().map(Region::name).filter(n -> !n.equals(L1) && !n.equals(Cluster.L3)).toList();
  }

  /** L3 also holds {@code bytes} bytes of constants. */
  private static List<Region> without(long bytes, List<Region> regions) {
    return regions.stream().map(r -> r.name().equals(Cluster.L3) ? new Region(r.name(), Math.max(0, r.capacity() - bytes)) : r).toList();
  }

  /**
   * Every item of the plan; arrays of no elements are left out.
   *
   * @param useL3 whether what is only copied may lie in L3
   */
  static List<PlanItem> items(LearnerModel model, Schedule schedule, List<Region> regions, boolean useL3) {
    return items(model, schedule, regions, useL3, Set.of());
  }

  private static List<PlanItem> items(LearnerModel model, Schedule schedule, List<Region> regions, boolean useL3, Set<Storage> inL1) {
    List<String> all = regions.stream().map(Region::name).filter(n -> !n.equals(L1)).toList();
    List<String> names = inL2(regions);
    int last = schedule.steps() - 1;
    List<PlanItem> items = new ArrayList<>();
    for (Storage s : schedule.storages()) {
      add(items, s.name(), s.bytes(), s.first(), s.last(), inL1.contains(s) ? List.of(L1) : names);
    }
    for (AdaptiveProgram.Trainable t : schedule.adaptive().trainables()) {
      for (Buffer b : t.buffers()) {
        add(items, b.name(), b.bytes(1), 0, last, names);
      }
    }
    for (LearnerArray a : LearnerArray.of(model)) {
      if (a.use() != LearnerArray.Use.PASSAGE || useL3) {
        add(items, a.name(), a.bytes(), 0, last, useL3 && a.use() == LearnerArray.Use.COPIED ? all : names);
      }
    }
    return items;
  }

  /** What each item of the plan is for, by item name. */
  static Map<String, Purpose> purposes(LearnerModel model, Schedule schedule) {
    Map<String, Purpose> map = new HashMap<>();
    schedule.storages().forEach(s -> map.put(s.name(), Purpose.ARENA));
    for (AdaptiveProgram.Trainable t : schedule.adaptive().trainables()) {
      map.put(t.weight().name(), Purpose.WEIGHTS);
      map.put(t.gradient().name(), Purpose.GRADIENTS);
      if (t.momentum() != null) {
        map.put(t.momentum().name(), Purpose.MOMENTUM);
      }
    }
    LearnerArray.of(model).forEach(a -> map.put(a.name(), a.purpose()));
    schedule.frozen().constants().keySet().forEach(b -> map.put(b.name(), Purpose.ARENA));
    map.put(FarWeights.STAGE, Purpose.RUNTIME_DATA);
    return map;
  }

  private static void add(List<PlanItem> items, String name, long bytes, int first, int last, List<String> regions) {
    if (bytes > 0) {
      items.add(new PlanItem(name, bytes, ALIGN, first, last, regions));
    }
  }

  /** The regions of {@code plan}. */
  static List<Region> regions(Target target, MemoryPlan plan) {
    List<Region> regions = new ArrayList<>(regions(target));
    if (plan.peak().containsKey(L1)) {
      regions.add(new Region(L1, target.cluster().l1Free()));
    }
    return regions;
  }

  /** The RAM that plans may fill, then L3: what the target keeps for stack and C data is taken from the first region. */
  static List<Region> regions(Target target) {
    if (target.isHost()) {
      return List.of(new Region(UNLIMITED, Region.NO_LIMIT));
    }
    List<Region> regions = new ArrayList<>();
    long reserved = target.reservedRam();
    for (MemoryRegion m : target.memories()) {
      if (m.kind() == MemoryRegion.Kind.RAM) {
        regions.add(new Region(m.name(), Math.max(0, m.size() - reserved)));
        reserved = 0;
      }
    }
    if (target.cluster() != null && target.cluster().l3() > 0) {
      regions.add(new Region(Cluster.L3, target.cluster().l3()));
    }
    return regions;
  }
}
