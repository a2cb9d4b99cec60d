package dev.reprise.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search against every combination of ways. */
class LayoutSearchTest {
  private static final int GRAPHS = 2000;
  private static final Layout C = Layout.CHW;
  private static final Layout H = Layout.HWC;

  @Test
  void findsWhatExhaustiveSearchFinds() {
    int compared = 0;
    int branching = 0;
    int transposing = 0;
    for (; compared < GRAPHS; compared++) {
      RandomChoice g = new RandomChoice(compared);
      int[] chosen = LayoutSearch.choose(g.values, "v0", g.steps, g.output);
      assertThat(g.cost(chosen)).as("graph " + compared).isEqualTo(g.least());
      branching += g.branches() ? 1 : 0;
      transposing += g.transposes(chosen) ? 1 : 0;
    }
    assertThat(compared).isEqualTo(GRAPHS);
    assertThat(branching).isGreaterThan(GRAPHS / 3);
    assertThat(transposing).isGreaterThan(GRAPHS / 3);
  }

  @Test
  void takesTheFirstOfEqualWays() {
    List<LayoutSearch.Value> values = List.of(new LayoutSearch.Value("a", false, 5), new LayoutSearch.Value("b", false, 5));
    List<Way> ways = List.of(Way.uniform("portable", C, 1, 7), Way.uniform("same", C, 1, 7), Way.uniform("tuned", H, 1, 1));
    assertThat(LayoutSearch.choose(values, "a", List.of(new LayoutSearch.Step(List.of("a"), "b", ways)), "b")).containsExactly(0);
  }

  @Test
  void transposesOnceWhereItPays() {
    List<LayoutSearch.Value> values = new ArrayList<>();
    List<LayoutSearch.Step> steps = new ArrayList<>();
    values.add(new LayoutSearch.Value("v0", false, 10));
    for (int i = 1; i <= 4; i++) {
      values.add(new LayoutSearch.Value("v" + i, false, 10));
      steps.add(new LayoutSearch.Step(List.of("v" + (i - 1)), "v" + i, List.of(Way.uniform("p", C, 1, 8), Way.uniform("t", H, 1, 2))));
    }
    // 4*8 = 32 against 10 + 4*2 + 10 = 28
    assertThat(LayoutSearch.choose(values, "v0", steps, "v4")).containsExactly(1, 1, 1, 1);
    assertThat(LayoutSearch.choose(values.subList(0, 4), "v0", steps.subList(0, 3), "v3")).containsExactly(0, 0, 0);
  }

  @Test
  void anEmptyGraphHasNothingToChoose() {
    assertThat(LayoutSearch.choose(List.of(new LayoutSearch.Value("a", false, 5)), "a", List.of(), "a")).isEmpty();
  }

  /** A random graph of up to seven nodes, each with one or two inputs and up to four ways. */
  private static final class RandomChoice {
    private final Random random;
    private final List<LayoutSearch.Value> values = new ArrayList<>();
    private final List<LayoutSearch.Step> steps = new ArrayList<>();
    private final String output;

    RandomChoice(long seed) {
      random = new Random(seed);
      value("v0");
      int nodes = 1 + random.nextInt(7);
      for (int i = 1; i <= nodes; i++) {
        List<String> inputs = new ArrayList<>();
        for (int k = 0; k < 1 + random.nextInt(2); k++) {
          inputs.add("v" + Math.max(0, i - 1 - (random.nextInt(3) == 0 ? random.nextInt(3) : 0)));
        }
        value("v" + i);
        steps.add(new LayoutSearch.Step(inputs, "v" + i, ways(inputs.size())));
      }
      output = "v" + nodes;
    }

    private void value(String name) {
      values.add(new LayoutSearch.Value(name, random.nextInt(6) == 0, random.nextInt(30)));
    }

    private List<Way> ways(int inputs) {
      List<Way> ways = new ArrayList<>();
      for (int w = 0; w < 1 + random.nextInt(4); w++) {
        List<Layout> in = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
          in.add(random.nextBoolean() ? C : H);
        }
        ways.add(new Way("k" + w, in, random.nextBoolean() ? C : H, random.nextInt(40)));
      }
      return ways;
    }

    boolean branches() {
      return steps.stream().anyMatch(s -> s.inputs().size() > 1);
    }

    boolean transposes(int[] chosen) {
      long ways = 0;
      for (int i = 0; i < chosen.length; i++) {
        ways += steps.get(i).ways().get(chosen[i]).cycles();
      }
      return cost(chosen) > ways;
    }

    /** Written apart from the search: plays the choice. */
    long cost(int[] chosen) {
      Map<String, List<Layout>> exists = new HashMap<>();
      Map<String, LayoutSearch.Value> byName = new HashMap<>();
      values.forEach(v -> byName.put(v.name(), v));
      exists.put("v0", new ArrayList<>(List.of(C)));
      long sum = 0;
      for (int i = 0; i < chosen.length; i++) {
        Way way = steps.get(i).ways().get(chosen[i]);
        sum += way.cycles();
        for (int k = 0; k < way.inputs().size(); k++) {
          sum += bring(exists, byName.get(steps.get(i).inputs().get(k)), way.inputs().get(k));
        }
        exists.put(steps.get(i).output(), new ArrayList<>(List.of(way.output())));
      }
      return sum + bring(exists, byName.get(output), C);
    }

    private static long bring(Map<String, List<Layout>> exists, LayoutSearch.Value value, Layout layout) {
      List<Layout> there = exists.get(value.name());
      if (value.indifferent() || there.contains(layout)) {
        return 0;
      }
      there.add(layout);
      return value.transposeCycles();
    }

    long least() {
      int[] chosen = new int[steps.size()];
      long least = Long.MAX_VALUE;
      while (true) {
        least = Math.min(least, cost(chosen));
        int i = 0;
        while (i < chosen.length && ++chosen[i] == steps.get(i).ways().size()) {
          chosen[i++] = 0;
        }
        if (i == chosen.length) {
          return least;
        }
      }
    }
  }
}
