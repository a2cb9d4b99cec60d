package dev.reprise.simulators.pulp;

/**
 * Who comes first in a cycle among the cores of the cluster, so that ties are fair: from cycle to cycle the next core that is awake. Cores that wake begin it anew, the lowest of them first. So does
 * GVSoC's clock engine; and what a team does after a barrier does not depend on when that was.
 */
final class Rotation {
  private final Core[] cores;
  private int first;
  private long wakeAt = Core.ASLEEP;
  private int woken;

  /** Among {@code cores}, the index of each being its place. */
  Rotation(Core[] cores) {
    this.cores = cores;
  }

  /** Core {@code n} goes on at cycle {@code at}. */
  void wake(int n, long at) {
    if (at != wakeAt || n < woken) {
      wakeAt = at;
      woken = n;
    }
  }

  /** The place of the first core in {@code cycle}; to be asked for once in each cycle that is simulated. */
  int first(long cycle) {
    if (cycle >= wakeAt) {
      first = woken;
      wakeAt = Core.ASLEEP;
      return first;
    }
    for (int k = 0; k < cores.length; k++) {
      first = first + 1 == cores.length ? 0 : first + 1;
      if (!cores[first].asleep()) {
        break;
      }
    }
    return first;
  }
}
