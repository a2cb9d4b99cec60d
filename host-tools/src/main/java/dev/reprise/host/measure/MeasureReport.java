package dev.reprise.host.measure;

import dev.reprise.compiler.report.SaveReport;
import java.util.List;

/**
 * Flash, RAM and stack of a firmware.
 *
 * @param memory by region; from the ELF file, with the plan's division of planned memory
 * @param stack null for a target whose stack the operating system gives
 * @param saves what the learner's state takes in the target's storage
 */
public record MeasureReport(String name, String target, List<RegionUse> memory, StackReport stack, SaveReport saves) {
  /** Used bytes of all regions of one kind ({@code flash} or {@code ram}). */
  public long used(String kind) {
    return memory.stream().filter(r -> r.kind().equals(kind)).mapToLong(RegionUse::used).sum();
  }
}
