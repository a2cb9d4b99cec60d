package dev.reprise.simulators.pulp;

/** What one core did: cycles per function and cause, and the events its performance counters see. */
final class CoreProfile {
  private static final int CAUSES = Cause.values().length;

  private final long[] cycles;
  long instructions;
  long loadStalls;
  long cacheMisses;
  long loads;
  long stores;
  long branches;
  long takenBranches;
  /** Cycles charged that lie behind the end of the run. */
  long overrun;

  CoreProfile(int functions) {
    cycles = new long[functions * CAUSES];
  }

  void add(int function, Cause cause, long count) {
    cycles[function * CAUSES + cause.ordinal()] += count;
  }

  /** Cycles of all functions by cause, to {@code sums}. */
  void sumCauses(long[] sums) {
    for (int i = 0; i < cycles.length; i++) {
      sums[i % CAUSES] += cycles[i];
    }
  }

  long cycles(int function, Cause cause) {
    return cycles[function * CAUSES + cause.ordinal()];
  }
}
