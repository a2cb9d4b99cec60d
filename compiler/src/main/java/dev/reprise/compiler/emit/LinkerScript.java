package dev.reprise.compiler.emit;

import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills a target's linker script template: the board's and the simulator's differ only in memory origins. docs/targets.md lists what is replaced. */
public final class LinkerScript {
  private LinkerScript() {}

  /**
   * Replaces {@code @<REGION>_ORIGIN@} and {@code @<REGION>_SIZE@} for every memory of the target, L1 and L3 of its cluster, {@code @MEMORIES@} by a line for each, {@code @FIRST_RAM@}
   * by the name of the first RAM, and {@code @REGIONS@} by an output section for the planned region of each RAM.
   */
  public static String substitute(String template, Target target, boolean simulator) {
    String text =
        template
            .replace("@MEMORIES@", lines(target, m -> true, m -> memory(m, simulator)))
            .replace("@FIRST_RAM@", target.memories().stream().filter(LinkerScript::isRam).map(MemoryRegion::name).findFirst().orElse(""))
            .replace("@REGIONS@", lines(target, LinkerScript::isRam, LinkerScript::section));
    for (MemoryRegion m : target.cluster() == null ? target.memories() : clusterMemories(target)) {
      String upper = m.name().toUpperCase(Locale.ROOT);
      text = text.replace("@" + upper + "_ORIGIN@", origin(m, simulator));
      text = text.replace("@" + upper + "_SIZE@", Long.toString(m.size()));
    }
    return text;
  }

  /** With L3 also where its size is 0: the clusters' script names it. */
  private static List<MemoryRegion> clusterMemories(Target target) {
    return Stream.concat(target.memories().stream(), Stream.of(target.cluster().l1Region(), target.cluster().l3Region())).toList();
  }

  private static String lines(Target target, Predicate<MemoryRegion> which, Function<MemoryRegion, String> line) {
    return target.memories().stream().filter(which).map(line).collect(Collectors.joining("\n"));
  }

  private static boolean isRam(MemoryRegion m) {
    return m.kind() == MemoryRegion.Kind.RAM;
  }

  private static String memory(MemoryRegion m, boolean simulator) {
    return String.format(Locale.ROOT, "    %s (%s) : ORIGIN = %s, LENGTH = %d", m.name(), isRam(m) ? "rw" : "rx", origin(m, simulator), m.size());
  }

  private static String section(MemoryRegion m) {
    return String.format(Locale.ROOT, "    .rp_%1$s (NOLOAD) : ALIGN(16) { *(.rp_%1$s) } > %1$s", m.name());
  }

  private static String origin(MemoryRegion m, boolean simulator) {
    return String.format(Locale.ROOT, "0x%08x", simulator ? m.simulatorOrigin() : m.origin());
  }
}
