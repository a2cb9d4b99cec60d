package dev.reprise.simulators.pulp;

import java.util.List;

/** The state of cores in words, for runs that did not end by themselves. */
final class StateReport {
  private static final int PER_LINE = 4;

  private StateReport() {}

  static String trap(Core c, String what, FunctionTable functions) {
    StringBuilder s = new StringBuilder();
    s.append(String.format("%s at 0x%08x in %s, cycle %d: %s%n", name(c), c.pc, functions.name(functions.at(c.pc)), c.now, what));
    for (int r = 0; r < 32; r++) {
      s.append(String.format("x%-2d %08x%s", r, c.x[r], r % PER_LINE == PER_LINE - 1 ? System.lineSeparator() : "  "));
    }
    return s.toString();
  }

  static String all(String why, List<Core> cores, FunctionTable functions) {
    StringBuilder s = new StringBuilder(why).append(System.lineSeparator());
    for (Core c : cores) {
      String state = !c.asleep() ? "runs" : c.waiting() ? "asleep" : "never started";
      s.append(String.format("%s %s at 0x%08x in %s%n", name(c), state, c.pc, functions.name(functions.at(c.pc))));
    }
    return s.toString();
  }

  private static String name(Core c) {
    return c.inCluster ? "cluster core " + c.index : "fabric controller";
  }
}
