package dev.reprise.host.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Functions with their frames and calls; finds recursion and the deepest chain. */
final class CallGraph {
  /** With more functions than this calling through pointers, the chains through all combinations of them are too many to look at. */
  static final int MOST_INDIRECT = 14;

  private record State(String function, Set<String> pointersUsed) {}

  private final Map<String, MachineFunction> functions;
  private final Map<String, Long> frames;
  private final SortedSet<String> targets;
  private final Map<State, StackReport.Chain> deepest = new HashMap<>();
  private final Set<State> active = new HashSet<>();

  /**
   * @param frames bytes per function
   * @param targets functions that an indirect call may reach
   */
  CallGraph(Map<String, MachineFunction> functions, Map<String, Long> frames, SortedSet<String> targets) {
    this.functions = functions;
    this.frames = frames;
    this.targets = targets;
  }

  /** Functions that {@code roots} reach, indirect calls included. */
  SortedSet<String> reachable(Iterable<String> roots) {
    SortedSet<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    roots.forEach(open::add);
    while (!open.isEmpty()) {
      String f = open.remove();
      if (functions.containsKey(f) && seen.add(f)) {
        open.addAll(functions.get(f).callees());
        if (functions.get(f).indirect()) {
          open.addAll(targets);
        }
      }
    }
    return seen;
  }

  /** Functions among {@code candidates} that reach themselves by direct calls. */
  List<String> recursive(SortedSet<String> candidates) {
    List<String> found = new ArrayList<>();
    for (String f : candidates) {
      Set<String> seen = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(functions.get(f).callees());
      while (!open.isEmpty() && !seen.contains(f)) {
        String next = open.remove();
        if (functions.containsKey(next) && seen.add(next)) {
          open.addAll(functions.get(next).callees());
        }
      }
      if (seen.contains(f)) {
        found.add(f);
      }
    }
    return found;
  }

  /**
   * The deepest chain from {@code root}. A function follows its pointers once per chain (a request handler is not dispatched from within itself); calls
   * back into a function that is active directly are recursion, reported apart, and not followed.
   */
  StackReport.Chain deepest(String root) {
    return deepest(root, new TreeSet<>());
  }

  private StackReport.Chain deepest(String f, TreeSet<String> used) {
    State state = new State(f, used);
    StackReport.Chain known = deepest.get(state);
    if (known != null) {
      return known;
    }
    MachineFunction function = functions.get(f);
    active.add(state);
    StackReport.Chain best = new StackReport.Chain(0, List.of());
    for (String callee : function.callees()) {
      best = deeper(best, callee, used);
    }
    if (function.indirect() && !used.contains(f) && used.size() < MOST_INDIRECT) {
      TreeSet<String> now = new TreeSet<>(used);
      now.add(f);
      for (String target : targets) {
        best = deeper(best, target, now);
      }
    }
    active.remove(state);
    List<StackReport.Link> links = new ArrayList<>(List.of(new StackReport.Link(f, frames.get(f))));
    links.addAll(best.links());
    StackReport.Chain chain = new StackReport.Chain(frames.get(f) + best.bytes(), List.copyOf(links));
    deepest.put(state, chain);
    return chain;
  }

  private StackReport.Chain deeper(StackReport.Chain best, String callee, TreeSet<String> used) {
    if (!functions.containsKey(callee) || active.contains(new State(callee, used))) {
      return best;
    }
    StackReport.Chain chain = deepest(callee, used);
    return chain.bytes() > best.bytes() ? chain : best;
  }
}
