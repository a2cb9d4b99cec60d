package dev.reprise.simulators.pulp;

import java.util.ArrayList;
import java.util.List;

/**
 * Caches that are switched together. In the cluster each core has one of its own (workers 512 bytes, the controller 2 KiB) before one of 4 KiB in two banks that all share; sizes, ways and the two
 * cycles of a refill are those of GVSoC's public configuration of pulp-open. The fabric controller has one of 2 KiB.
 */
final class InstructionCaches {
  private static final int WORKER_SETS = 8;
  private static final int LARGE_SETS = 32;
  private static final int BANK_BITS = 1;

  private final List<InstructionCache> all = new ArrayList<>();
  private final List<InstructionCache> ofCores = new ArrayList<>();

  private InstructionCaches() {}

  static InstructionCaches cluster(PulpConfig config) {
    InstructionCaches caches = new InstructionCaches();
    InstructionCache[] banks = new InstructionCache[1 << BANK_BITS];
    for (int b = 0; b < banks.length; b++) {
      banks[b] = new InstructionCache(LARGE_SETS, BANK_BITS, Timing.CACHE_REFILL, (line, now) -> now + config.l2Cycles() - 1);
    }
    caches.all.addAll(List.of(banks));
    InstructionCache.Source shared = (line, now) -> Math.max(now, banks[line & banks.length - 1].request(line, now));
    for (int core = 0; core < config.clusterCores(); core++) {
      int sets = core < config.workers() ? WORKER_SETS : LARGE_SETS;
      caches.ofCores.add(new InstructionCache(sets, 0, Timing.CACHE_REFILL, shared));
    }
    caches.all.addAll(caches.ofCores);
    return caches;
  }

  static InstructionCaches fabric() {
    InstructionCaches caches = new InstructionCaches();
    caches.ofCores.add(new InstructionCache(LARGE_SETS, 0, Timing.FABRIC_CACHE_REFILL, (line, now) -> now));
    caches.all.addAll(caches.ofCores);
    return caches;
  }

  /** The one that the n-th core fetches from. */
  InstructionCache of(int core) {
    return ofCores.get(core);
  }

  boolean enabled() {
    return ofCores.get(0).enabled;
  }

  void enable(boolean on) {
    all.forEach(c -> c.enable(on));
  }
}
