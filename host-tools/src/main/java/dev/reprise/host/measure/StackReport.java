package dev.reprise.host.measure;

import java.util.List;

/**
 * The stack at its deepest, computed from frames and calls (an upper bound, not a measurement).
 *
 * @param worst bytes of the core that runs the program: the deepest chain from reset, with every interrupt handler on top of it once
 * @param reserved bytes that the linker script keeps; 0 where it has no stack section
 * @param reset the deepest chain from reset
 * @param handlers the deepest chain of each interrupt handler, with the exception frame that the core pushes
 * @param indirect functions that call through pointers; each may reach every function whose address is stored in the image
 * @param unbounded why there is no bound: recursive functions and frames of variable size; empty where {@code worst} is a bound
 * @param others stacks of cores besides; empty where there is one core
 */
public record StackReport(long worst, long reserved, Chain reset, List<Chain> handlers, List<String> indirect, List<String> unbounded, List<CoreStack> others) {
  /**
   * The stack of another core, or of each core of a team.
   *
   * @param core {@code team} or {@code fabric}
   */
  public record CoreStack(String core, long worst, long reserved, Chain chain) {}

  /** A chain of calls, the caller first. */
  public record Chain(long bytes, List<Link> links) {}

  /** A function and its frame. */
  public record Link(String function, long bytes) {}
}
