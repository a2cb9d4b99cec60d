package dev.reprise.compiler.target;

/**
 * One memory of a target.
 *
 * @param name as in the linker script, for example {@code sram}, {@code ccm}, {@code flash}
 * @param kind what it may hold
 * @param origin address on the board
 * @param size bytes
 * @param simulatorOrigin address where the simulator maps it (equal to {@code origin} where it maps it as the board does)
 */
public record MemoryRegion(String name, Kind kind, long origin, long size, long simulatorOrigin) {
  /** What a region may hold. */
  public enum Kind {
    FLASH,
    RAM,
    /** Behind a copy engine (rp_l3.h): no core reads or writes it. */
    L3
  }

  public MemoryRegion withSize(long bytes) {
    return new MemoryRegion(name, kind, origin, bytes, simulatorOrigin);
  }
}
