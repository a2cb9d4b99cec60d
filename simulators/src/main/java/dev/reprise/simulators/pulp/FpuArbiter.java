package dev.reprise.simulators.pulp;

/** The floating-point units of the cluster: each takes one operation a cycle, first come first served; one unit divides and takes roots. */
final class FpuArbiter {
  private final long[] free;
  private long divideFree;

  FpuArbiter(int units) {
    free = new long[units];
  }

  /** Delays {@code core} until its unit has taken the operation. */
  void use(Core core) {
    int unit = core.index % free.length;
    long grant = Math.max(core.now, free[unit]);
    free[unit] = grant + 1;
    if (grant != core.now) {
      core.delay(Cause.FPU, grant - core.now);
    }
  }

  /** Delays {@code core} until the unit for divisions and roots has done the operation, which takes {@code cycles}. */
  void divide(Core core, int cycles) {
    long begin = Math.max(core.now, divideFree);
    divideFree = begin + cycles;
    core.delay(Cause.FPU, begin - core.now + cycles - 1);
  }
}
