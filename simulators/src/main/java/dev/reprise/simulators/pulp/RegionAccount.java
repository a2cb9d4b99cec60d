package dev.reprise.simulators.pulp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps cycles apart by the region of the program that the controller is in: at each change of region, what has come about since the last is added to the one that is left. */
final class RegionAccount {
  private static final Cause[] CAUSES = Cause.values();

  /** Sums of one region. */
  private final class Sums {
    private long entries;
    private long cycles;
    private long dmaBytes;
    private long dmaCycles;
    private long dmaHidden;
    private final long[] instructions = new long[cores.size()];
    private final long[][] causes = new long[cores.size()][CAUSES.length];
  }

  private final List<Core> cores;
  private final Dma dma;
  private final Map<Integer, Sums> regions = new TreeMap<>();
  private Sums current;
  private Sums before;
  private long since;

  /** @param first region, in which the program begins */
  RegionAccount(List<Core> cores, Dma dma, int first) {
    this.cores = cores;
    this.dma = dma;
    before = new Sums();
    current = regions.computeIfAbsent(first, n -> new Sums());
  }

  /** The controller goes into {@code region} at cycle {@code now}. */
  void change(int region, boolean enters, long now) {
    close(now);
    current = regions.computeIfAbsent(region, n -> new Sums());
    current.entries += enters ? 1 : 0;
  }

  /** Adds what has come about until {@code now}. */
  void close(long now) {
    Sums total = new Sums();
    total.dmaBytes = dma.bytesMoved();
    total.dmaCycles = dma.busyCycles();
    total.dmaHidden = dma.hiddenCycles();
    for (int n = 0; n < cores.size(); n++) {
      Core core = cores.get(n);
      core.chargeSleep(now);
      total.instructions[n] = core.profile.instructions;
      core.profile.sumCauses(total.causes[n]);
    }
    current.cycles += now - since;
    current.dmaBytes += total.dmaBytes - before.dmaBytes;
    current.dmaCycles += total.dmaCycles - before.dmaCycles;
    current.dmaHidden += total.dmaHidden - before.dmaHidden;
    for (int n = 0; n < cores.size(); n++) {
      current.instructions[n] += total.instructions[n] - before.instructions[n];
      for (int c = 0; c < CAUSES.length; c++) {
        current.causes[n][c] += total.causes[n][c] - before.causes[n][c];
      }
    }
    before = total;
    since = now;
  }

  /** In the order of their numbers. */
  List<RegionProfile> profiles() {
    List<RegionProfile> profiles = new ArrayList<>();
    regions.forEach((number, s) -> {
      List<Long> instructions = new ArrayList<>();
      List<Map<Cause, Long>> causes = new ArrayList<>();
      for (int n = 0; n < cores.size(); n++) {
        instructions.add(s.instructions[n]);
        Map<Cause, Long> of = new EnumMap<>(Cause.class);
        for (Cause cause : CAUSES) {
          if (s.causes[n][cause.ordinal()] != 0) {
            of.put(cause, s.causes[n][cause.ordinal()]);
          }
        }
        causes.add(of);
      }
      profiles.add(new RegionProfile(number, s.entries, s.cycles, instructions, causes, s.dmaBytes, s.dmaCycles, s.dmaHidden));
    });
    return profiles;
  }
}
