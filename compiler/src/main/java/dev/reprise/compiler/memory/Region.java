package dev.reprise.compiler.memory;

/**
 * Memory that the planner may fill.
 *
 * @param name as in the target description, for example {@code sram}
 * @param capacity bytes available to planned buffers; the region's start is aligned to every item's alignment
 */
public record Region(String name, long capacity) {
  /** Capacity of memory without a limit of its own: offsets still fit a C int. */
  public static final long NO_LIMIT = Integer.MAX_VALUE;

  public Region {
    if (capacity < 0) {
      throw new IllegalArgumentException("region " + name + " has a negative capacity");
    }
  }
}
