package dev.reprise.compiler.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryPlannerTest {
  private static final PlannerOptions QUICK = new PlannerOptions(1, 200_000, 500_000);
  private static final List<String> SRAM = List.of("sram");
  private static final List<String> BOTH = List.of("sram", "ccm");

  @Test
  void thousandsOfRandomPlansHoldTheirRules() {
    int cases = 0;
    Random random = new Random(42);
    for (int n = 1; n <= 40; n++) {
      for (int k = 0; k < 75; k++) {
        List<PlanItem> items = randomItems(random, n, 1 + random.nextInt(30), 1 + random.nextInt(500), SRAM);
        List<Region> regions = List.of(new Region("sram", Long.MAX_VALUE));
        MemoryPlan plan = MemoryPlanner.plan(items, regions, QUICK);
        assertThat(PlanChecker.faults(items, regions, plan)).as("n %d case %d", n, k).isEmpty();
        assertThat(plan.lowerBound()).containsEntry("sram", PlanChecker.lowerBound(items));
        assertThat(plan.peak().get("sram")).isGreaterThanOrEqualTo(plan.lowerBound().get("sram"));
        cases++;
      }
    }
    assertThat(cases).isEqualTo(3000);
  }

  @Test
  void noPlanOfTinyInstancesIsBetter() {
    int cases = 0;
    int aboveBound = 0;
    Random random = new Random(7);
    for (int k = 0; k < 1000; k++) {
      List<PlanItem> items = randomItems(random, 1 + random.nextInt(7), 6, 6, SRAM);
      MemoryPlan plan = MemoryPlanner.plan(items, List.of(new Region("sram", 1000)), PlannerOptions.defaults());
      long peak = plan.peak().get("sram");
      long least = PlanChecker.leastPeak(items, peak);
      if (plan.optimal()) {
        assertThat(peak).as("case %d: %s", k, items).isEqualTo(least);
        cases++;
      }
      if (peak > plan.lowerBound().get("sram")) {
        aboveBound++;
      }
    }
    assertThat(cases).as("plans proved optimal").isGreaterThanOrEqualTo(950);
    assertThat(aboveBound).as("instances whose optimum is above the bound").isPositive();
  }

  @Test
  void trainingShapedPlansStayWithinFivePercentOfTheBound() {
    Random random = new Random(3);
    int cases = 0;
    for (int k = 0; k < 60; k++) {
      List<PlanItem> items = trainingShaped(random, 5 + random.nextInt(60));
      MemoryPlan plan = MemoryPlanner.plan(items, List.of(new Region("sram", Long.MAX_VALUE)), PlannerOptions.defaults());
      double ratio = (double) plan.peak().get("sram") / plan.lowerBound().get("sram");
      assertThat(plan.optimal() || ratio <= 1.05).as("case %d ratio %s", k, ratio).isTrue();
      cases++;
    }
    assertThat(cases).isEqualTo(60);
  }

  @Test
  void threeHundredBuffersArePlannedTheSameEachTime() {
    List<PlanItem> items = randomItems(new Random(9), 300, 200, 5000, BOTH);
    List<Region> regions = List.of(new Region("sram", 150_000), new Region("ccm", 300_000));
    MemoryPlan plan = MemoryPlanner.plan(items, regions, PlannerOptions.defaults());
    assertThat(PlanChecker.faults(items, regions, plan)).isEmpty();
    assertThat(MemoryPlanner.plan(items, regions, PlannerOptions.defaults())).isEqualTo(plan);
  }

  @Test
  void randomPlansOverSeveralRegionsHoldTheirRules() {
    Random random = new Random(5);
    int fits = 0;
    int doesNotFit = 0;
    for (int k = 0; k < 1000; k++) {
      List<PlanItem> items = randomItems(random, 1 + random.nextInt(25), 12, 300, BOTH);
      long live = PlanChecker.lowerBound(items);
      long room = (long) (live * (0.9 + 0.4 * random.nextDouble()));
      long sram = (long) (room * (0.3 + 0.4 * random.nextDouble()));
      List<Region> regions = List.of(new Region("sram", sram), new Region("ccm", room - sram));
      PlanResult result = MemoryPlanner.attempt(items, regions, QUICK);
      if (result instanceof PlanResult.Fits f) {
        assertThat(PlanChecker.faults(items, regions, f.plan())).as("case %d", k).isEmpty();
        assertThat(room).isGreaterThanOrEqualTo(live - 2 * 16);
        fits++;
      } else {
        PlanResult.DoesNotFit d = (PlanResult.DoesNotFit) result;
        List<Region> open = List.of(new Region("sram", Long.MAX_VALUE), new Region("ccm", Long.MAX_VALUE));
        assertThat(PlanChecker.faults(items, open, d.attempt())).as("case %d", k).isEmpty();
        assertThat(d.missing()).isPositive().isEqualTo(d.overrun().values().stream().mapToLong(v -> v).sum());
        doesNotFit++;
      }
    }
    assertThat(fits).isGreaterThan(300);
    assertThat(doesNotFit).isGreaterThan(100);
    assertThat(fits + doesNotFit).isEqualTo(1000);
  }

  @Test
  void bigPermanentArraysArePackedOverSramAndCcm() {
    // 128 KB + 64 KB with 191 KB in use: only one split of the permanent arrays leaves the arena its 40 KB in one piece
    List<PlanItem> items = new ArrayList<>();
    items.add(new PlanItem("slots", 62_000, 4, 0, 50, BOTH));
    items.add(new PlanItem("weights", 45_000, 4, 0, 50, BOTH));
    items.add(new PlanItem("gradients", 45_000, 4, 0, 50, BOTH));
    items.add(new PlanItem("labels", 2_500, 4, 0, 50, BOTH));
    items.add(new PlanItem("x", 20_000, 4, 0, 20, BOTH));
    items.add(new PlanItem("y", 20_000, 4, 10, 30, BOTH));
    items.add(new PlanItem("z", 30_000, 4, 31, 50, BOTH));
    List<Region> regions = List.of(new Region("sram", 131_072), new Region("ccm", 65_536));
    MemoryPlan plan = MemoryPlanner.plan(items, regions, PlannerOptions.defaults());
    assertThat(PlanChecker.faults(items, regions, plan)).isEmpty();
  }

  @Test
  void fixedChoicesAreMadeWhereOnlyTheyFit() {
    // bin packing: sizes 7, 6, 5, 5, 4, 3 into 15 + 15 fit exactly
    List<PlanItem> items = new ArrayList<>();
    for (int size : new int[] {5, 5, 7, 3, 6, 4}) {
      items.add(new PlanItem("a" + items.size(), size * 100L, 4, 0, 3, BOTH));
    }
    List<Region> regions = List.of(new Region("sram", 1500), new Region("ccm", 1500));
    MemoryPlan plan = MemoryPlanner.plan(items, regions, QUICK);
    assertThat(PlanChecker.faults(items, regions, plan)).isEmpty();
    assertThat(plan.optimal()).isTrue();
  }

  @Test
  void aModelThatDoesNotFitSaysByHowMuchAndWhere() {
    List<PlanItem> items = List.of(new PlanItem("slots", 1000, 4, 0, 9, BOTH), new PlanItem("x", 600, 4, 3, 4, List.of("ccm")));
    List<Region> regions = List.of(new Region("sram", 900), new Region("ccm", 500));
    PlanResult.DoesNotFit result = (PlanResult.DoesNotFit) MemoryPlanner.attempt(items, regions, QUICK);
    assertThat(result.missing()).isEqualTo(200);
    assertThat(result.overrun()).containsEntry("sram", 100L).containsEntry("ccm", 100L);
    assertThat(result.proved()).isTrue();
    assertThatThrownBy(() -> MemoryPlanner.plan(items, regions, QUICK))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1401")
        .hasMessageContaining("200 bytes")
        .hasMessageContaining("sram by 100");
  }

  @Test
  void preferredRegionIsTakenWhileItHasRoom() {
    List<PlanItem> items = List.of(new PlanItem("a", 100, 4, 0, 9, List.of("ccm", "sram")), new PlanItem("b", 100, 4, 0, 9, BOTH));
    List<Region> regions = List.of(new Region("sram", 900), new Region("ccm", 500));
    MemoryPlan plan = MemoryPlanner.plan(items, regions, QUICK);
    assertThat(plan.placements()).extracting(MemoryPlan.Placement::region).containsExactly("ccm", "sram");
  }

  @Test
  void unknownRegionAndMalformedItemsAreRefused() {
    List<Region> regions = List.of(new Region("sram", 900));
    assertThatThrownBy(() -> MemoryPlanner.plan(List.of(new PlanItem("a", 4, 4, 0, 1, List.of("ccm"))), regions, QUICK))
        .hasMessageContaining("RP1402")
        .hasMessageContaining("ccm");
    for (PlanItem bad :
        List.of(
            new PlanItem("a", 0, 4, 0, 1, SRAM), new PlanItem("a", 4, 3, 0, 1, SRAM), new PlanItem("a", 4, 4, 2, 1, SRAM))) {
      assertThatThrownBy(() -> MemoryPlanner.plan(List.of(bad), regions, QUICK)).hasMessageContaining("RP1403");
    }
  }

  @Test
  void nothingToPlaceIsAnEmptyPlan() {
    MemoryPlan plan = MemoryPlanner.plan(List.of(), List.of(new Region("sram", 0)), QUICK);
    assertThat(plan.placements()).isEmpty();
    assertThat(plan.peak()).containsEntry("sram", 0L);
    assertThat(plan.optimal()).isTrue();
  }

  private static List<PlanItem> randomItems(Random random, int n, int steps, int size, List<String> regions) {
    List<PlanItem> items = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int first = random.nextInt(steps);
      int last = random.nextInt(6) == 0 ? steps - 1 : first + random.nextInt(steps - first);
      int start = random.nextInt(6) == 0 ? 0 : first;
      int align = random.nextInt(3) == 0 ? 1 << random.nextInt(4) : 4;
      items.add(new PlanItem("i" + i, 1 + random.nextInt(size), align, start, last, regions));
    }
    return items;
  }

  /** Forward activations live until their layer's backward step; gradients between neighbouring backward steps; and weights for ever. */
  private static List<PlanItem> trainingShaped(Random random, int layers) {
    List<PlanItem> items = new ArrayList<>();
    int end = 2 * layers;
    for (int l = 0; l < layers; l++) {
      long size = 4L * (1 + random.nextInt(4000));
      boolean kept = random.nextInt(3) > 0;
      int backward = end - 1 - l;
      items.add(new PlanItem("a" + l, size, 4, l, kept ? backward : l + 1, SRAM));
      items.add(new PlanItem("d" + l, size, 4, Math.max(backward - 1, l + 1), backward, SRAM));
      if (random.nextInt(3) == 0) {
        items.add(new PlanItem("w" + l, 4L * (1 + random.nextInt(2000)), 4, 0, end, SRAM));
      }
    }
    return items;
  }
}
