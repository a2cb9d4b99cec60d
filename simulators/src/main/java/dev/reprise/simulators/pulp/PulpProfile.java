package dev.reprise.simulators.pulp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where the cycles of a run went, per core, function and cause. */
public final class PulpProfile {
  /** @param cycles of all cores of the cluster and the fabric controller; causes without cycles are absent */
  public record Row(String function, Map<Cause, Long> cycles) {
    /** All causes together. */
    public long total() {
      return cycles.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final FunctionTable functions;
  private final List<CoreProfile> cores;
  private final Dma dma;
  private final HyperBus hyperBus;
  private final List<RegionProfile> regions;

  PulpProfile(FunctionTable functions, List<CoreProfile> cores, Dma dma, HyperBus hyperBus, List<RegionProfile> regions) {
    this.functions = functions;
    this.cores = List.copyOf(cores);
    this.dma = dma;
    this.hyperBus = hyperBus;
    this.regions = List.copyOf(regions);
  }

  /** Cores of the cluster (workers, controller), then the fabric controller. */
  public int cores() {
    return cores.size();
  }

  public long instructions(int core) {
    return cores.get(core).instructions;
  }

  /** Cycles of one core lost to (or, for ISSUE, used by) one cause. */
  public long cycles(int core, Cause cause) {
    long sum = 0;
    for (int f = 0; f < functions.count(); f++) {
      sum += cores.get(core).cycles(f, cause);
    }
    return sum;
  }

  /** Cycles of the last instruction that lie behind the end of the run; the causes add up to the cycles of the run and these. */
  public long overrun(int core) {
    return cores.get(core).overrun;
  }

  /** One row per function that ran, most cycles first. */
  public List<Row> functions() {
    List<Row> rows = new ArrayList<>();
    for (int f = 0; f < functions.count(); f++) {
      Map<Cause, Long> cycles = new EnumMap<>(Cause.class);
      for (Cause cause : Cause.values()) {
        long sum = 0;
        for (CoreProfile core : cores) {
          sum += core.cycles(f, cause);
        }
        if (sum != 0) {
          cycles.put(cause, sum);
        }
      }
      if (!cycles.isEmpty()) {
        rows.add(new Row(functions.name(f), cycles));
      }
    }
    rows.sort((a, b) -> Long.compare(b.total(), a.total()));
    return rows;
  }

  /** By number; empty where the run was not accounted by region. The cycles of all add up to those of the run. */
  public List<RegionProfile> regions() {
    return regions;
  }

  public long dmaBytes() {
    return dma.bytesMoved();
  }

  /** Cycles in which the DMA moved data. */
  public long dmaCycles() {
    return dma.busyCycles();
  }

  /** Those of them in which at least one worker executed: transfers hidden behind the team's work. */
  public long dmaHiddenCycles() {
    return dma.hiddenCycles();
  }

  /** Between L3 and L2. */
  public long l3Bytes() {
    return hyperBus.bytesMoved();
  }

  /** Cycles in which the bus of L3 was taken. */
  public long l3Cycles() {
    return hyperBus.busyCycles();
  }
}
