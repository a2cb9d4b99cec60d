package dev.reprise.simulators.pulp;

import java.util.List;

/** Starts the cores of the cluster: boot addresses and the fetch-enable mask. A core starts when its bit is set for the first time. */
final class ClusterControl {
  private final List<Core> cores;
  private final int[] boot;
  private int enabled;

  ClusterControl(List<Core> cores, int count) {
    this.cores = cores;
    boot = new int[count];
  }

  int cores() {
    return boot.length;
  }

  int fetchEnable() {
    return enabled;
  }

  void fetchEnable(int mask, long at) {
    for (int n = 0; n < boot.length; n++) {
      if ((mask & ~enabled & 1 << n) != 0) {
        cores.get(n).start(boot[n], at);
      }
    }
    enabled |= mask;
  }

  int bootAddress(int core) {
    return boot[core];
  }

  void bootAddress(int core, int address) {
    boot[core] = address;
  }
}
