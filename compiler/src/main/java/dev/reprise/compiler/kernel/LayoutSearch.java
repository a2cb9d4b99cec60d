package dev.reprise.compiler.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses a way for every node so that the sum of their cycles and of the transposes between them is least. A transpose is paid once for each value and layout.
 *
 * <p>Dynamic programming over the node order. A state says in which layouts each value that is still needed exists, so the result is exact for every graph in
 * which few values are needed at a time; beyond {@link #MOST_STATES} states the cheapest are followed.
 */
public final class LayoutSearch {
  /** Exact while up to six values with a layout of their own live side by side (4 states each, C, H or both). */
  private static final int MOST_STATES = 4096;

  /**
   * A value of the graph.
   *
   * @param indifferent both layouts are the same bytes
   * @param transposeCycles of turning one layout into the other
   */
  public record Value(String name, boolean indifferent, long transposeCycles) {}

  /** A node. Of ways that cost the same the first is taken. */
  public record Step(List<String> inputs, String output, List<Way> ways) {}

  /** {@code parent == null} at the start; {@code choice} is the way of the step that led here. */
  private record State(Map<String, Integer> present, long cycles, State parent, int choice) {}

  private static final int BOTH = 3;

  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Integer> lastUse = new HashMap<>();
  private final List<Step> steps;
  private final String output;

  private LayoutSearch(List<Value> values, List<Step> steps, String output) {
    values.forEach(v -> this.values.put(v.name(), v));
    this.steps = steps;
    this.output = output;
    for (int i = 0; i < steps.size(); i++) {
      for (String input : steps.get(i).inputs()) {
        lastUse.put(input, i);
      }
    }
    lastUse.put(output, steps.size());
  }

  /**
   * The index of the chosen way of each step. {@code input} exists, and {@code output} is wanted, in {@link Layout#CHW}.
   *
   * @param steps in topological order
   */
  public static int[] choose(List<Value> values, String input, List<Step> steps, String output) {
    return new LayoutSearch(values, steps, output).search(input);
  }

  private int[] search(String input) {
    Map<String, Integer> start = new LinkedHashMap<>();
    start.put(input, layoutBits(input, Layout.CHW));
    List<State> states = List.of(new State(start, 0, null, -1));
    for (int i = 0; i < steps.size(); i++) {
      states = advance(states, i);
    }
    State best = states.stream().min(Comparator.comparingLong(s -> s.cycles() + missing(s.present(), output, Layout.CHW))).orElseThrow();
    int[] chosen = new int[steps.size()];
    for (int i = steps.size() - 1; i >= 0; i--) {
      chosen[i] = best.choice();
      best = best.parent();
    }
    return chosen;
  }

  private List<State> advance(List<State> states, int index) {
    Step step = steps.get(index);
    Map<Map<String, Integer>, State> next = new LinkedHashMap<>();
    for (State from : states) {
      for (int w = 0; w < step.ways().size(); w++) {
        State to = take(from, step, index, w);
        next.merge(to.present(), to, (a, b) -> b.cycles() < a.cycles() ? b : a);
      }
    }
    List<State> kept = new ArrayList<>(next.values());
    if (kept.size() > MOST_STATES) {
      kept.sort(Comparator.comparingLong(State::cycles));
      kept = kept.subList(0, MOST_STATES);
    }
    return kept;
  }

  private State take(State from, Step step, int index, int choice) {
    Way way = step.ways().get(choice);
    Map<String, Integer> present = new LinkedHashMap<>(from.present());
    long cycles = from.cycles() + way.cycles();
    for (int i = 0; i < step.inputs().size(); i++) {
      String input = step.inputs().get(i);
      long transpose = missing(present, input, way.inputs().get(i));
      if (transpose > 0) {
        cycles += transpose;
      }
      present.merge(input, layoutBits(input, way.inputs().get(i)), (a, b) -> a | b);
    }
    present.put(step.output(), layoutBits(step.output(), way.output()));
    present.keySet().removeIf(v -> lastUse.getOrDefault(v, -1) <= index);
    return new State(present, cycles, from, choice);
  }

  /** Cycles of having {@code value} in {@code layout}: 0 where it is. */
  private long missing(Map<String, Integer> present, String value, Layout layout) {
    int wanted = layoutBits(value, layout);
    return (present.get(value) & wanted) == wanted ? 0 : values.get(value).transposeCycles();
  }

  private int layoutBits(String value, Layout layout) {
    return values.get(value).indifferent() ? BOTH : 1 << layout.ordinal();
  }
}
