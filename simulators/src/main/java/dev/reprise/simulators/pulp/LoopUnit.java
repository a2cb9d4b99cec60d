package dev.reprise.simulators.pulp;

/**
 * The two hardware loops of a core; loop 0 is the inner one. A body whose last instruction lies at its end address begins anew without a
 * branch.
 */
final class LoopUnit {
  final int[] start = new int[2];
  final int[] end = new int[2];
  final int[] count = new int[2];
  /** Some count is not 0. */
  boolean active;

  void setCount(int loop, int value) {
    count[loop] = value;
    active = (count[0] | count[1]) != 0;
  }

  /** Where to go after the instruction at {@code pc}, which would go to {@code next}. */
  int after(int pc, int next) {
    for (int loop = 0; loop < 2; loop++) {
      if (count[loop] != 0 && pc == end[loop]) {
        setCount(loop, count[loop] - 1);
        if (count[loop] != 0) {
          return start[loop];
        }
      }
    }
    return next;
  }
}
