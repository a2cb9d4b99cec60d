package dev.reprise.compiler.memory;

import java.util.List;

/**
 * A buffer to place.
 *
 * @param bytes size, more than 0
 * @param align power of two
 * @param first first time step at which it is live
 * @param last last time step at which it is live (inclusive)
 * @param regions names of the regions it may go to, the preferred first
 */
public record PlanItem(String name, long bytes, int align, int first, int last, List<String> regions) {
  public PlanItem {
    regions = List.copyOf(regions);
  }

  public boolean overlaps(PlanItem other) {
    return first <= other.last && other.first <= last;
  }
}
