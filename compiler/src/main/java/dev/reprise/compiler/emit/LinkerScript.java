package dev.reprise.compiler.emit;

import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import java.util.Locale;

/** Fills a target's linker script template: the board's and the simulator's differ only in memory origins. */
public final class LinkerScript {
  private LinkerScript() {}

  /** Replaces {@code @<REGION>_ORIGIN@} and {@code @<REGION>_SIZE@} for every memory of the target. */
  public static String substitute(String template, Target target, boolean simulator) {
    String text = template;
    for (MemoryRegion m : target.memories()) {
      String upper = m.name().toUpperCase(Locale.ROOT);
      long origin = simulator ? m.simulatorOrigin() : m.origin();
      text = text.replace("@" + upper + "_ORIGIN@", String.format(Locale.ROOT, "0x%08x", origin));
      text = text.replace("@" + upper + "_SIZE@", Long.toString(m.size()));
    }
    return text;
  }
}
