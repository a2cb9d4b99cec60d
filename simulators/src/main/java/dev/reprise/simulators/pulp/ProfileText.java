package dev.reprise.simulators.pulp;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A profile as two tables: a row for each function that ran, most cycles first, and one for each core; cycles by cause. */
public final class ProfileText {
  private static final int NAME = 48;
  private static final int NUMBER = 13;

  private ProfileText() {}

  /** @param cycles of the run */
  public static String of(PulpProfile profile, long cycles) {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%d cycles; what the cycles of all cores went to, by function and by core (docs/pulp-simulator.md)%n%n", cycles));
    line(out, "function", List.of());
    for (PulpProfile.Row row : profile.functions()) {
      row(out, row.function(), row.cycles());
    }
    out.append(System.lineSeparator());
    line(out, "core", List.of());
    for (int n = 0; n < profile.cores(); n++) {
      Map<Cause, Long> causes = new EnumMap<>(Cause.class);
      for (Cause cause : Cause.values()) {
        causes.put(cause, profile.cycles(n, cause));
      }
      row(out, name(n, profile.cores()), causes);
    }
    out.append(String.format(Locale.ROOT, "%nDMA: %d bytes in %d cycles, %d of them hidden%n", profile.dmaBytes(), profile.dmaCycles(), profile.dmaHiddenCycles()));
    return out.toString();
  }

  private static String name(int core, int cores) {
    return core == cores - 1 ? "fabric controller" : core == cores - 2 ? "controller" : "worker " + core;
  }

  private static void row(StringBuilder out, String name, Map<Cause, Long> causes) {
    line(out, name, List.of(Cause.values()).stream().map(c -> causes.getOrDefault(c, 0L)).toList());
  }

  /** No numbers: the header. */
  private static void line(StringBuilder out, String name, List<Long> numbers) {
    out.append(String.format(Locale.ROOT, "%-" + NAME + "s", name));
    String total = numbers.isEmpty() ? "cycles" : String.valueOf(numbers.stream().mapToLong(Long::longValue).sum());
    out.append(String.format(Locale.ROOT, "%" + NUMBER + "s", total));
    for (Cause cause : Cause.values()) {
      String cell = numbers.isEmpty() ? cause.name().toLowerCase(Locale.ROOT) : String.valueOf(numbers.get(cause.ordinal()));
      out.append(String.format(Locale.ROOT, "%" + NUMBER + "s", cell));
    }
    out.append(System.lineSeparator());
  }
}
